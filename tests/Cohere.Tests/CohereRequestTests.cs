using Switchyard.Dialects;

namespace Switchyard.Cohere.Tests;

/// <summary>What Cohere is sent.</summary>
public sealed class CohereRequestTests
{
    private const string Weather = """{"type":"function","function":{"name":"weather","description":"Tells it.","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}""";
    private const string Clock = """{"type":"function","function":{"name":"clock"}}""";

    [Fact]
    public void Request_OfEveryMember_HasCoheresNames()
    {
        var written = Translations.Write(
            Dialect.Chat,
            """{"model":"command-a","messages":[{"role":"user","content":"Hi"}],"max_tokens":9,"temperature":0.5,"top_p":0.9,"top_k":5,"frequency_penalty":0.1,"presence_penalty":0.2,"seed":7,"stop":["x"],"stream":true}""");

        Assert.Equal("v2/chat", written.Path);
        Assert.Empty(written.Dropped);
        Assert.Equal(
            """{"model":"command-a","messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}],"max_tokens":9,"temperature":0.5,"p":0.9,"k":5,"frequency_penalty":0.1,"presence_penalty":0.2,"seed":7,"stop_sequences":["x"],"stream":true}""",
            System.Text.Encoding.UTF8.GetString(written.Body.Span));
    }

    [Fact]
    public void Messages_OfAWholeConversation_KeepOrderAndKinds() => Assert.Equal(
        """[{"role":"system","content":[{"type":"text","text":"Be brief."}]},{"role":"user","content":[{"type":"text","text":"What?"},{"type":"image_url","image_url":{"url":"data:image/gif;base64,R0lGODlh","detail":"low"}},{"type":"image_url","image_url":{"url":"https://x.example/a.png"}}]},{"role":"assistant","tool_plan":"Look it up.","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Kiel\"}"}}]},{"role":"tool","tool_call_id":"c1","content":[{"type":"text","text":"17"}]},{"role":"assistant","content":[{"type":"thinking","thinking":"Easy."},{"type":"text","text":"17 degrees."}]}]""",
        Translations.Messages("""
            [{"role":"system","content":"Be brief."},
             {"role":"user","content":[{"type":"text","text":"What?"},{"type":"image_url","image_url":{"url":"data:image/gif;base64,R0lGODlh","detail":"low"}},{"type":"image_url","image_url":{"url":"https://x.example/a.png"}}]},
             {"role":"assistant","content":null,"reasoning_content":"Look it up.","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Kiel\"}"}}]},
             {"role":"tool","tool_call_id":"c1","content":"17"},
             {"role":"assistant","content":"17 degrees.","reasoning_content":"Easy."},
             {"role":"user","content":""}]
            """));

    [Fact]
    public void Instructions_InTheMiddle_MoveToTheStartAndAreReported()
    {
        var (body, dropped) = Translations.Chat("", """[{"role":"user","content":"Hi"},{"role":"system","content":"Be brief."},{"role":"user","content":"Well?"}]""");

        Assert.Equal(["system", "user", "user"], body.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Equal(["messages[1].role"], dropped);
    }

    [Fact]
    public void Tools_WithoutParameters_GetAnEmptySchema()
    {
        var (body, _) = Translations.Chat($"\"tools\":[{Weather},{Clock}]");

        Assert.Equal(
            """[{"type":"function","function":{"name":"weather","description":"Tells it.","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}},{"type":"function","function":{"name":"clock","parameters":{"type":"object","properties":{}}}}]""",
            body.GetProperty("tools").GetRawText());
        Assert.False(body.TryGetProperty("tool_choice", out _));
    }

    [Theory]
    [InlineData("\"auto\"", null, 2)]
    [InlineData("\"none\"", "NONE", 2)]
    [InlineData("\"required\"", "REQUIRED", 2)]
    [InlineData("""{"type":"function","function":{"name":"clock"}}""", "REQUIRED", 1)]
    public void ToolChoice_OfEachKind_IsSaid(string choice, string? expected, int offered)
    {
        var (body, _) = Translations.Chat($"\"tools\":[{Weather},{Clock}],\"tool_choice\":{choice}");

        Assert.Equal(expected, body.TryGetProperty("tool_choice", out var word) ? word.GetString() : null);
        Assert.Equal(offered, body.GetProperty("tools").GetArrayLength());
    }

    [Fact]
    public void Strictness_OfAllTools_IsTheRequests()
    {
        var strict = Weather.Replace("\"name\"", "\"strict\":true,\"name\"", StringComparison.Ordinal);

        Assert.True(Translations.Chat($"\"tools\":[{strict}]").Body.GetProperty("strict_tools").GetBoolean());
        var (body, dropped) = Translations.Chat($"\"tools\":[{Clock},{strict}]");
        Assert.False(body.TryGetProperty("strict_tools", out _));
        Assert.Equal(["tools[1].strict"], dropped);
    }

    [Theory]
    [InlineData("""{"type":"json_object"}""", """{"type":"json_object"}""")]
    [InlineData("""{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}}""", """{"type":"json_object","json_schema":{"type":"object"}}""")]
    public void Format_OfEachKind_IsSaid(string format, string expected) =>
        Assert.Equal(expected, Translations.Chat($"\"response_format\":{format}").Body.GetProperty("response_format").GetRawText());

    [Fact]
    public void Format_BesideTools_IsRefusedUnlessNoneMayBeCalled()
    {
        const string Format = "\"response_format\":{\"type\":\"json_object\"}";

        Assert.Equal("response_format", Translations.Refused($"{Format},\"tools\":[{Clock}]"));
        Assert.False(Translations.Chat($"{Format},\"tools\":[{Clock}],\"tool_choice\":\"none\"").Body.TryGetProperty("tools", out _));
    }

    [Theory]
    [InlineData("\"reasoning_effort\":\"none\"", """{"type":"disabled"}""", null)]
    [InlineData("\"reasoning_effort\":\"high\"", """{"type":"enabled"}""", "reasoning_effort")]
    public void Thinking_ByEffort_IsOnOrOff(string member, string expected, string? dropped)
    {
        var (body, fields) = Translations.Chat(member);

        Assert.Equal((expected, dropped), (body.GetProperty("thinking").GetRawText(), fields.SingleOrDefault()));
    }

    [Fact]
    public void Thinking_ByBudget_IsSaidInTokens()
    {
        var written = Translations.Write(Dialect.Anthropic, """{"model":"command-a","max_tokens":4000,"thinking":{"type":"enabled","budget_tokens":2000},"messages":[{"role":"user","content":"Hi"}]}""");

        Assert.Contains("\"thinking\":{\"type\":\"enabled\",\"token_budget\":2000}", System.Text.Encoding.UTF8.GetString(written.Body.Span), StringComparison.Ordinal);
        Assert.Empty(written.Dropped);
    }

    [Theory]
    [InlineData("\"temperature\":1.5", "temperature", "temperature", "1")]
    [InlineData("\"top_p\":1", "top_p", "p", "0.99")]
    [InlineData("\"top_k\":501", "top_k", "k", "500")]
    [InlineData("\"frequency_penalty\":-1", "frequency_penalty", "frequency_penalty", "0")]
    [InlineData("\"presence_penalty\":2", "presence_penalty", "presence_penalty", "1")]
    public void Value_OutsideCoheresRange_IsItsEndAndReported(string member, string field, string name, string sent)
    {
        var (body, dropped) = Translations.Chat(member);

        Assert.Equal([field, sent], dropped.Append(body.GetProperty(name).GetRawText()));
    }

    [Theory]
    [InlineData("\"min_p\":0.1", "min_p")]
    [InlineData("\"repetition_penalty\":1.1", "repetition_penalty")]
    [InlineData("\"seed\":-1", "seed")]
    [InlineData("\"user\":\"u\"", "user")]
    [InlineData("\"metadata\":{\"a\":\"b\"}", "metadata")]
    [InlineData("\"odd\":1", "odd")]
    [InlineData($"\"parallel_tool_calls\":false,\"tools\":[{Clock}]", "parallel_tool_calls")]
    public void Hint_CohereLacks_IsReported(string member, string field) => Assert.Equal([field], Translations.Chat(member).Dropped);

    [Fact]
    public void Hints_InsideMessages_AreReported() => Assert.Equal(
        ["messages[0].content[0].cache_control", "messages[0].name"],
        Translations.Chat("", """[{"role":"user","name":"Ann","content":[{"type":"text","text":"Hi","cache_control":{"type":"ephemeral"}}]}]""").Dropped);

    [Theory]
    [InlineData("\"n\":2", "n")]
    [InlineData("\"logprobs\":true", "logprobs")]
    [InlineData("\"logit_bias\":{\"1\":5}", "logit_bias")]
    [InlineData("\"stop\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"]", "stop")]
    public void Member_ThatChangesTheQuestion_IsRefused(string member, string field) => Assert.Equal(field, Translations.Refused(member));

    [Theory]
    [InlineData("""{"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}""")]
    [InlineData("""{"type":"file","file":{"file_data":"data:application/pdf;base64,AAAA"}}""")]
    public void Part_CohereCannotRead_IsRefused(string part) => Assert.Equal("messages[0].content[0]", Translations.Refused("", $$"""[{"role":"user","content":[{{part}}]}]"""));

    [Fact]
    public void Image_AsWhatACallGave_IsRefused()
    {
        var refusal = Assert.Throws<TranslationException>(() => Translations.Write(
            Dialect.Anthropic,
            """{"model":"command-a","max_tokens":9,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"look","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":[{"type":"image","source":{"type":"base64","media_type":"image/gif","data":"R0lGODlh"}}]}]}]}"""));

        Assert.True(refusal.IsUnsupported);
        Assert.StartsWith("messages[2].content[0]", refusal.Field, StringComparison.Ordinal);
    }
}
