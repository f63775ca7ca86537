using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Switchyard.InferenceNode.Tests.Endpoints;

/// <summary>Output formats and forced tools, with a model that would write something else and at temperatures that make it worse.</summary>
public sealed class ConstrainedOutputTests(NodeApplication node) : IClassFixture<NodeApplication>
{
    private const string Chat = "/v1/chat/completions";
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string","maxLength":12},"people":{"type":"integer","minimum":1,"maximum":99},"coast":{"enum":["north","none"]}},"required":["city","people","coast"],"additionalProperties":false}""";
    private const string Weather = """{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":{"unit":{"enum":["C","F"]},"days":{"type":"integer","minimum":1,"maximum":7}},"required":["unit","days"],"additionalProperties":false}}}""";

    // A string without a limit may go on to the limit of tokens, so seeds are chosen that end.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(1.5, 3)]
    public async Task Chat_JsonObject_IsOne(double temperature, int seed)
    {
        var answer = await AskAsync($$"""
            "response_format":{"type":"json_object"},"temperature":{{temperature}},"seed":{{seed}},"max_tokens":400
            """);

        if ((string?)answer["choices"]![0]!["finish_reason"] == "stop")
        {
            Assert.Equal(JsonValueKind.Object, JsonElement.Parse(Content(answer)).ValueKind);
        }
        else
        {
            Assert.StartsWith("{", Content(answer).TrimStart(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"city\",\"strict\":true,\"schema\":" + Schema + "}}")]
    [InlineData("\"structured_outputs\":{\"json\":" + Schema + "}")]
    [InlineData("\"guided_json\":" + Schema + ",\"guided_decoding_backend\":\"auto\"")]
    public async Task Chat_JsonSchema_IsSatisfied(string format)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var answer = await AskAsync($"{format},\"temperature\":{seed % 3},\"seed\":{seed},\"max_tokens\":200");

            AssertCity(answer);
        }
    }

    [Fact]
    public async Task Chat_SchemaAsText_IsTheSame()
    {
        var answer = await AskAsync($"\"guided_json\":{JsonSerializer.Serialize(Schema)}");

        AssertCity(answer);
    }

    [Fact]
    public async Task Chat_SeveralConstrainedChoicesStreamed_AreAllValid()
    {
        var events = await node.StreamAsync(Chat, Requests.With(Requests.Capital, "\"guided_json\":" + Schema + ",\"temperature\":2,\"seed\":1,\"n\":4,\"stream\":true,\"max_tokens\":200"));

        var choices = events[..^1].Select(data => JsonNode.Parse(data)!["choices"]![0]!).GroupBy(choice => (int)choice["index"]!).ToList();
        Assert.Equal(4, choices.Count);
        Assert.All(choices, choice => AssertCity(string.Concat(choice.Select(chunk => (string?)chunk["delta"]!["content"]))));
    }

    [Theory]
    [InlineData("\"guided_regex\":\"[A-F]{3}-[0-9]{2,4}\"", "^[A-F]{3}-[0-9]{2,4}$")]
    [InlineData("\"structured_outputs\":{\"regex\":\"(red|green) (apple|pear)s?\"}", "^(red|green) (apple|pear)s?$")]
    [InlineData("\"guided_choice\":[\"yes\",\"no\",\"maybe\"]", "^(yes|no|maybe)$")]
    [InlineData("\"structured_outputs\":{\"choice\":[\"left\",\"right 🙂\"],\"disable_fallback\":true}", "^(left|right 🙂)$")]
    public async Task Chat_RegexOrChoice_Matches(string format, string expected)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var answer = await AskAsync($"{format},\"temperature\":{seed % 3},\"seed\":{seed}");

            Assert.Matches(new Regex(expected), Content(answer));
            Assert.Equal("stop", (string?)answer["choices"]![0]!["finish_reason"]);
        }
    }

    [Fact]
    public async Task Completions_Regex_Matches()
    {
        var answer = await node.PostJsonAsync("/v1/completions", """{"prompt":["a","b"],"guided_regex":"[0-9]{8}","temperature":1,"seed":4}""");

        Assert.All(answer["choices"]!.AsArray(), choice => Assert.Matches("^[0-9]{8}$", (string)choice!["text"]!));
    }

    [Fact]
    public async Task Chat_CutConstrainedText_EndsByLength()
    {
        var answer = await AskAsync("\"guided_json\":" + Schema + ",\"max_tokens\":3");

        Assert.Equal("length", (string?)answer["choices"]![0]!["finish_reason"]);
    }

    [Theory]
    [InlineData("\"required\"", "", 1)]
    [InlineData("\"required\"", ",\"parallel_tool_calls\":false", 1)]
    [InlineData("{\"type\":\"function\",\"function\":{\"name\":\"get_weather\"}}", "", 1)]
    public async Task Chat_ForcedTool_IsCalledWithValidArguments(string choice, string more, int least)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var answer = await AskAsync($"\"tools\":[{Weather}],\"tool_choice\":{choice}{more},\"temperature\":{seed % 3},\"seed\":{seed},\"max_tokens\":120");

            var calls = answer["choices"]![0]!["message"]!["tool_calls"]!.AsArray();
            Assert.InRange(calls.Count, least, more.Length > 0 || choice.Length > 12 ? 1 : 128);
            Assert.All(calls, call => AssertWeather(call!["function"]!));
            Assert.Null(answer["choices"]![0]!["message"]!["content"]);
            Assert.Equal("tool_calls", (string?)answer["choices"]![0]!["finish_reason"]);
        }
    }

    [Fact]
    public async Task Chat_NamedTool_IsTheOneThatIsCalled()
    {
        var answer = await node.PostJsonAsync(Chat, Requests.With(Requests.Capital, $"\"tools\":[{Requests.Calculator},{Weather}],\"tool_choice\":{{\"type\":\"function\",\"function\":{{\"name\":\"get_weather\"}}}}"));

        AssertWeather(Assert.Single(answer["choices"]![0]!["message"]!["tool_calls"]!.AsArray())!["function"]!);
    }

    [Fact]
    public async Task Chat_StreamedForcedTool_IsWhole()
    {
        var events = await node.StreamAsync(Chat, Requests.With(Requests.Capital, $"\"tools\":[{Weather}],\"tool_choice\":\"required\",\"parallel_tool_calls\":false,\"temperature\":1.5,\"seed\":3,\"stream\":true"));

        var deltas = events[..^1].Select(data => JsonNode.Parse(data)!["choices"]![0]!).ToList();
        AssertWeather(Assert.Single(deltas, delta => delta["delta"]!["tool_calls"] is not null)["delta"]!["tool_calls"]![0]!["function"]!);
        Assert.Equal("tool_calls", (string?)deltas[^1]["finish_reason"]);
    }

    [Theory]
    [InlineData(",\"parallel_tool_calls\":false")]
    [InlineData(",\"tool_choice\":\"auto\",\"parallel_tool_calls\":false")]
    public async Task Chat_OneToolAtMost_IsStillFreeToAnswer(string members)
    {
        var call = await node.PostJsonAsync(Chat, Requests.Calculation[..^1] + members + "}");
        var text = await node.PostJsonAsync(Chat, Requests.Capital[..^1] + ",\"tools\":[" + Requests.Calculator + "]" + members + "}");

        Assert.Equal("""{"expression": "15*23"}""", (string?)Assert.Single(call["choices"]![0]!["message"]!["tool_calls"]!.AsArray())!["function"]!["arguments"]);
        Assert.Contains("Paris", Content(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_StrictTool_IsHeldToItsSchema()
    {
        var strict = Requests.Calculator.Replace("\"name\"", "\"strict\":true,\"name\"", StringComparison.Ordinal).Replace("{\"type\":\"string\"}", "{\"const\":\"1+1\"}", StringComparison.Ordinal);

        var answer = await node.PostJsonAsync(Chat, """{"messages":[{"role":"user","content":"What is 15*23?"}],"tools":[""" + strict + "]}");

        var arguments = JsonNode.Parse((string)Assert.Single(answer["choices"]![0]!["message"]!["tool_calls"]!.AsArray())!["function"]!["arguments"]!)!;
        Assert.Equal("1+1", (string?)arguments["expression"]);
    }

    [Theory]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"not\":{}}}}}}", "response_format.json_schema.schema", "'not' at #/properties/a")]
    [InlineData("\"guided_json\":{\"type\":\"array\",\"uniqueItems\":true}", "guided_json", "'uniqueItems' at #")]
    [InlineData("\"guided_json\":{\"$ref\":\"https://example.com/schema\"}", "guided_json", "'$ref' at #")]
    [InlineData("\"guided_json\":{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/a\"}}}", "guided_json", "'$ref'")]
    [InlineData("\"guided_json\":{\"type\":\"string\",\"format\":\"no-such-format\"}", "guided_json", "'format' at #")]
    [InlineData("\"guided_json\":\"{\"", "guided_json", "no JSON")]
    [InlineData("\"guided_json\":5", "guided_json", "'schema' at #")]
    [InlineData("\"guided_regex\":\"(\"", "guided_regex", "'regex' at #")]
    [InlineData("\"guided_regex\":\"(a)\\\\1\"", "guided_regex", "'regex' at #")]
    [InlineData("\"guided_choice\":[]", "guided_choice", "'choice' at #")]
    [InlineData("\"guided_choice\":[\"a\",\"\"]", "guided_choice", "none of them empty")]
    [InlineData("\"structured_outputs\":5", "structured_outputs", "must be an object")]
    [InlineData("\"structured_outputs\":{\"regex\":5}", "structured_outputs.regex", "wrong type")]
    [InlineData("\"structured_outputs\":{\"choice\":[1]}", "structured_outputs.choice", "wrong type")]
    [InlineData("\"structured_outputs\":{\"json\":{},\"regex\":\"a\"}", "structured_outputs.regex", "send one of them")]
    [InlineData("\"response_format\":{\"type\":\"json_object\"},\"guided_regex\":\"a\"", "guided_regex", "send one of them")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\"}", "response_format.json_schema", "must be an object")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{}}}", "response_format.json_schema.name", "1 to 64")]
    [InlineData("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"strict\":true,\"parameters\":{\"type\":\"object\",\"propertyNames\":{}}}}]", "tools", "'propertyNames' at f#")]
    [InlineData("\"tool_choice\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"string\"}}}]", "tools", "f#")]
    public async Task Chat_ConstraintThatCannotBeHonoured_NamesTheKeyword(string members, string param, string part)
    {
        using var response = await node.PostAsync(Chat, Requests.With(Requests.Capital, members));

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_value", param), (response.StatusCode, (string?)error["code"], (string?)error["param"]));
        Assert.Contains(part, (string)error["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_FormatBesideTools_IsACallOrTheFormat()
    {
        const string Both = ",\"tools\":[" + Requests.Calculator + "],\"guided_json\":" + Schema + ",\"max_tokens\":200}";
        var finished = new HashSet<string>();
        for (var seed = 0; seed < 8; seed++)
        {
            var request = (seed % 2 == 0 ? Requests.Capital[..^1] : """{"messages":[{"role":"user","content":"What is 15*23?"}]""") + $",\"temperature\":{seed / 4},\"seed\":{seed}" + Both;

            var choice = (await node.PostJsonAsync(Chat, request))["choices"]![0]!;

            finished.Add((string)choice["finish_reason"]!);
            if (choice["message"]!["tool_calls"] is { } calls)
            {
                Assert.All(calls.AsArray(), call => Assert.Equal("calculator", (string?)call!["function"]!["name"]));
                Assert.Null(choice["message"]!["content"]);
            }
            else
            {
                AssertCity((string)choice["message"]!["content"]!);
            }
        }

        Assert.Equal(["stop", "tool_calls"], finished.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Chat_FormatThatMayLookLikeACall_IsRefusedBesideTools()
    {
        using var response = await node.PostAsync(Chat, Requests.With(Requests.Capital, "\"guided_regex\":\"[^]*\",\"tools\":[" + Weather + "]"));

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_value", "guided_regex"), (response.StatusCode, (string?)error["code"], (string?)error["param"]));
    }

    [Theory]
    [InlineData("\"structured_outputs\":{\"grammar\":\"root ::= a\"}", "structured_outputs.grammar")]
    [InlineData("\"structured_outputs\":{\"structural_tag\":\"{}\"}", "structured_outputs.structural_tag")]
    [InlineData("\"response_format\":{\"type\":\"structural_tag\"}", "response_format.type")]
    public async Task Chat_FormatThatIsNotServed_IsRefused(string members, string param)
    {
        using var response = await node.PostAsync(Chat, Requests.With(Requests.Capital, members));

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
        Assert.Equal((HttpStatusCode.BadRequest, "unsupported_parameter", param), (response.StatusCode, (string?)error["code"], (string?)error["param"]));
    }

    [Theory]
    [InlineData("\"guided_regex\":\"(a+)+$\"")]
    [InlineData("\"guided_json\":{\"type\":\"string\",\"pattern\":\"^(([a-z])+.)+[A-Z]([a-z])+$\"}")]
    [InlineData("\"guided_json\":{\"$ref\":\"#/$defs/n\",\"$defs\":{\"n\":{\"type\":\"object\",\"properties\":{\"next\":{\"anyOf\":[{\"$ref\":\"#/$defs/n\"},{\"type\":\"null\"}]}},\"required\":[\"next\"]}}}")]
    [InlineData("\"guided_json\":{\"type\":\"array\",\"minItems\":1000000000,\"items\":{\"type\":\"array\",\"minItems\":1000000000}}")]
    [InlineData("\"guided_regex\":\"((a{1,1000}){1,1000}){1,1000}\"")]
    public async Task Chat_HostileConstraint_IsServedOrRefusedAndTheNodeLives(string members)
    {
        using var response = await node.PostAsync(Chat, Requests.With(Requests.Capital, members + ",\"max_tokens\":20"));

        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("The capital of France is Paris.", Content(await node.PostJsonAsync(Chat, Requests.Capital)));
    }

    private static void AssertCity(JsonNode answer)
    {
        Assert.Equal("stop", (string?)answer["choices"]![0]!["finish_reason"]);
        AssertCity(Content(answer));
    }

    private static void AssertCity(string text)
    {
        var city = JsonNode.Parse(text)!.AsObject();
        Assert.Equal(["city", "coast", "people"], city.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.InRange(((string)city["city"]!).EnumerateRunes().Count(), 0, 12);
        Assert.InRange((int)city["people"]!, 1, 99);
        Assert.Contains((string?)city["coast"], (string[])["north", "none"]);
    }

    private static void AssertWeather(JsonNode function)
    {
        var arguments = JsonNode.Parse((string)function["arguments"]!)!.AsObject();
        Assert.Equal("get_weather", (string?)function["name"]);
        Assert.Equal(["days", "unit"], arguments.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Contains((string?)arguments["unit"], (string[])["C", "F"]);
        Assert.InRange((int)arguments["days"]!, 1, 7);
    }

    private static string Content(JsonNode answer) => (string)answer["choices"]![0]!["message"]!["content"]!;

    private Task<JsonNode> AskAsync(string members) => node.PostJsonAsync(Chat, Requests.With(Requests.Capital, members));
}
