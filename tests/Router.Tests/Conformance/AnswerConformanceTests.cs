using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Conformance;

/// <summary>What every provider answers, whoever asks.</summary>
public sealed class AnswerConformanceTests(ConformanceFixture fixture) : ConformanceTest(fixture)
{
    private static readonly Scenario s_plain = new() { Text = ConformanceFixture.Text };

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Text_EachCaller_GetsIt(string id)
    {
        var chat = await AskAsync(Chat(id), s_plain);
        var completion = await AskAsync($$"""{"model":"{{id}}/mock-large","prompt":"Hi","max_tokens":50}""", s_plain, "/v1/completions");
        var message = await AskAsync($$"""{"model":"{{id}}/mock-large","max_tokens":50,"messages":[{"role":"user","content":"Hi"}]}""", s_plain, "/v1/messages");
        var response = await AskAsync($$"""{"model":"{{id}}/mock-large","input":"Hi"}""", s_plain, "/v1/responses");

        Assert.Equal(
            (string?[])[ConformanceFixture.Text, ConformanceFixture.Text, ConformanceFixture.Text, ConformanceFixture.Text],
            (string?[])[
                chat.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(),
                completion.GetProperty("choices")[0].GetProperty("text").GetString(),
                message.GetProperty("content")[0].GetProperty("text").GetString(),
                response.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString(),
            ]);
        Assert.Equal("stop", chat.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stream_EachCaller_GetsItAndItsEnd(string id)
    {
        var chat = await StreamAsync(Chat(id, stream: true), s_plain);
        var completion = await StreamAsync($$"""{"model":"{{id}}/mock-large","prompt":"Hi","max_tokens":50,"stream":true}""", s_plain, "/v1/completions");
        var message = await StreamAsync($$"""{"model":"{{id}}/mock-large","max_tokens":50,"stream":true,"messages":[{"role":"user","content":"Hi"}]}""", s_plain, "/v1/messages");
        var response = await StreamAsync($$"""{"model":"{{id}}/mock-large","input":"Hi","stream":true}""", s_plain, "/v1/responses");

        Assert.Equal((ConformanceFixture.Text, "stop", "[DONE]"), (Deltas(chat), FinishOf(chat), chat[^1]));
        Assert.Equal((ConformanceFixture.Text, "[DONE]"), (string.Concat(Choices(completion).Select(choice => choice.GetProperty("text").GetString())), completion[^1]));
        Assert.Equal((ConformanceFixture.Text, "message_stop"), (Texts(message, "delta", "text"), TypeOf(message[^1])));
        Assert.Equal((ConformanceFixture.Text, "response.completed"), (Texts(response.Where(data => TypeOf(data) == "response.output_text.delta"), "delta"), TypeOf(response[^1])));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Tool_CalledInEitherForm_HasNameAndArguments(string id)
    {
        var scenario = new Scenario { CallTools = 1, Tokens = 0, Text = "" };
        var whole = (await AskAsync(Chat(id, more: $",\"tools\":[{Tool}]"), scenario)).GetProperty("choices")[0];
        var events = await StreamAsync(Chat(id, stream: true, more: $",\"tools\":[{Tool}]"), scenario);

        var call = whole.GetProperty("message").GetProperty("tool_calls")[0].GetProperty("function");
        Assert.Equal(("tool_calls", "weather"), (whole.GetProperty("finish_reason").GetString(), call.GetProperty("name").GetString()));
        Assert.Equal(JsonValueKind.String, JsonElement.Parse(call.GetProperty("arguments").GetString()!).GetProperty("city").ValueKind);
        var deltas = Choices(events).Select(choice => choice.GetProperty("delta")).Where(delta => delta.TryGetProperty("tool_calls", out _)).Select(delta => delta.GetProperty("tool_calls")[0].GetProperty("function")).ToList();
        Assert.Equal("weather", string.Concat(deltas.Select(delta => delta.TryGetProperty("name", out var name) ? name.GetString() : "")));
        Assert.Equal(JsonValueKind.String, JsonElement.Parse(string.Concat(deltas.Select(delta => delta.TryGetProperty("arguments", out var text) ? text.GetString() : ""))).GetProperty("city").ValueKind);
        Assert.Equal("tool_calls", FinishOf(events));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ToolResult_OfACall_ReachesTheUpstream(string id)
    {
        var answer = await AskAsync(
            Chat(id, more: $",\"tools\":[{Tool}]", messages: """[{"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Kiel\"}"}}]},{"role":"tool","tool_call_id":"call_1","content":"17 degrees"}]"""),
            s_plain);

        Assert.Equal(ConformanceFixture.Text, answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
        Assert.All(["call_1", "Kiel", "17 degrees"], text => Assert.Contains(text, Fixture.Last().Body, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Tool_Forced_IsCalledOrRefusedByName(string id)
    {
        var body = Chat(id, more: $$$""","tools":[{{{Tool}}}],"tool_choice":{"type":"function","function":{"name":"weather"}}""");
        if (!Provider(id).Has(Lack.ForcedTool))
        {
            using var response = await PostAsync("/v1/chat/completions", body, Token);
            await response.AssertErrorAsync(400, "unsupported_parameter", "tool_choice");
            return;
        }

        var answer = await AskAsync(body, new Scenario());

        Assert.Equal("weather", answer.GetProperty("choices")[0].GetProperty("message").GetProperty("tool_calls")[0].GetProperty("function").GetProperty("name").GetString());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Image_InTheRequest_ReachesTheUpstream(string id)
    {
        await AskAsync(Chat(id, messages: """[{"role":"user","content":[{"type":"text","text":"What?"},{"type":"image_url","image_url":{"url":"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs="}}]}]"""), s_plain);

        Assert.Contains("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs=", Fixture.Last().Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Reasoning_BeforeTheText_ComesApartFromIt(string id)
    {
        var scenario = new Scenario { Text = "42.", Reasoning = "Six times seven." };
        var message = (await AskAsync(Chat(id, more: ",\"reasoning_effort\":\"high\",\"max_tokens\":9000"), scenario)).GetProperty("choices")[0].GetProperty("message");
        var events = await StreamAsync(Chat(id, stream: true, more: ",\"reasoning_effort\":\"high\",\"max_tokens\":9000"), scenario);

        Assert.Equal(("Six times seven.", "42."), (message.GetProperty("reasoning_content").GetString(), message.GetProperty("content").GetString()));
        Assert.Equal(("Six times seven.", "42."), (Deltas(events, "reasoning_content"), Deltas(events)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Usage_InEitherForm_CountsAsOpenAIDoes(string id)
    {
        var scenario = new Scenario { Text = "42.", Usage = new ScriptedUsage { Input = 20, Output = 9, Cached = 5, Reasoning = 3 } };
        var whole = (await AskAsync(Chat(id), scenario)).GetProperty("usage");
        var attempt = await LastAttemptAsync();
        var events = await StreamAsync(Chat(id, stream: true, more: ",\"stream_options\":{\"include_usage\":true}"), scenario);
        var streamed = JsonElement.Parse(events[^2]).GetProperty("usage");

        var cached = Provider(id).Has(Lack.CachedTokens) ? 5 : 0;
        var reasoning = Provider(id).Has(Lack.ReasoningTokens) ? 3 : 0;
        foreach (var usage in (JsonElement[])[whole, streamed])
        {
            Assert.Equal((20, 9), (usage.GetProperty("prompt_tokens").GetInt32(), usage.GetProperty("completion_tokens").GetInt32()));
            Assert.Equal(cached, usage.GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt32());
            Assert.Equal(reasoning, usage.GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt32());
        }

        foreach (var noted in (JsonElement[])[attempt, await LastAttemptAsync()])
        {
            Assert.Equal((20, 9, cached), (noted.GetProperty("prompt_tokens").GetInt32(), noted.GetProperty("completion_tokens").GetInt32(), noted.TryGetProperty("cached_tokens", out var some) ? some.GetInt32() : 0));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task End_ByLimitOrFilter_HasOpenAIsWord(string id)
    {
        var length = await AskAsync(Chat(id), new Scenario { Text = "4", Finish = Finish.Length });
        var filter = await AskAsync(Chat(id), new Scenario { Text = "4", Finish = Finish.Filter });

        Assert.Equal("length", length.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(Provider(id).Has(Lack.ContentFilter) ? "content_filter" : "stop", filter.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Answer_AfterASchema_FollowsIt(string id)
    {
        var answer = await AskAsync(
            Chat(id, more: ""","response_format":{"type":"json_schema","json_schema":{"name":"place","schema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}}}"""),
            Provider(id).Has(Lack.Schemas) ? new Scenario() : new Scenario { Text = """Sure: {"city":"Rome"}""" });

        Assert.Equal(JsonValueKind.String, JsonElement.Parse(answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!).GetProperty("city").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Embeddings_OfTwoTexts_ComeInOrderOrAreRefusedByName(string id)
    {
        var body = $$"""{"model":"{{id}}/mock-large","input":["one","two"],"dimensions":4}""";
        if (!Provider(id).Has(Lack.Embeddings))
        {
            using var response = await PostAsync("/v1/embeddings", body, Token);
            Assert.Contains("'anthropic' cannot make embeddings", await response.AssertErrorAsync(400, "unsupported_parameter", "model"), StringComparison.Ordinal);
            return;
        }

        var vectors = (await AskAsync(body, new Scenario(), "/v1/embeddings")).GetProperty("data").EnumerateArray().ToList();

        Assert.Equal([0, 1], vectors.Select(vector => vector.GetProperty("index").GetInt32()));
        Assert.All(vectors, vector => Assert.Equal(4, vector.GetProperty("embedding").GetArrayLength()));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Member_Unknown_GoesOnOrIsReported(string id)
    {
        Fixture.Answer(s_plain);
        using var response = await PostAsync("/v1/chat/completions", Chat(id, more: ",\"odd_field\":1"), Token);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(Provider(id).Has(Lack.UnknownFields), Fixture.Last().Body.Contains("odd_field", StringComparison.Ordinal));
        Assert.Equal(Provider(id).Has(Lack.UnknownFields) ? [] : ["odd_field"], response.Headers.TryGetValues("x-switchyard-dropped", out var dropped) ? dropped : []);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Key_StandsWhereTheDialectWantsIt(string id)
    {
        await AskAsync(Chat(id), s_plain);

        var headers = Fixture.Last().Headers;
        var sent = headers.Where(header => header.Value.Contains(ConformanceProvider.Key, StringComparison.Ordinal)).Select(header => (header.Key.ToUpperInvariant(), header.Value));
        (string, string)[] expected = Provider(id).KeyHeader switch
        {
            "" => [],
            "Authorization" => [("AUTHORIZATION", "Bearer " + ConformanceProvider.Key)],
            var name => [(name.ToUpperInvariant(), ConformanceProvider.Key)],
        };
        Assert.Equal(expected, sent);
        Assert.Equal(id == "anthropic", headers.ContainsKey("anthropic-version"));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Models_AreListedUnderTheProvidersName(string id)
    {
        IEnumerable<string?> names = [];
        await Switchyard.Tests.Common.Deadline.WaitAsync(
            async () =>
            {
                names = JsonElement.Parse(await Fixture.Client.GetStringAsync("/v1/models", Token)).GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()).Where(name => name!.StartsWith(id + "/", StringComparison.Ordinal));
                return names.Any();
            },
            TimeSpan.FromSeconds(10), $"the models of {id}", Token);

        Assert.Equal([$"{id}/mock-embedding", $"{id}/mock-large", $"{id}/mock-small"], names.Order());
    }

    private static string? TypeOf(string data) => JsonElement.Parse(data).GetProperty("type").GetString();

    private static string Texts(IEnumerable<string> events, params string[] path) => string.Concat(events.Select(data => path.Aggregate(
        JsonElement.Parse(data), (element, name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default) is { ValueKind: JsonValueKind.String } text ? text.GetString() : ""));
}
