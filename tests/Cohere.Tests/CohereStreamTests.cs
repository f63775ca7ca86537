using System.Text.Json;

namespace Switchyard.Cohere.Tests;

/// <summary>What chat callers see of Cohere's streams.</summary>
public sealed class CohereStreamTests
{
    private const string Start = """{"id":"a1","type":"message-start","delta":{"message":{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}}}""";

    [Fact]
    public void Text_InPieces_IsTheSameText()
    {
        var chunks = Translations.Stream(
        [
            Start,
            """{"type":"content-start","index":0,"delta":{"message":{"content":{"type":"thinking","thinking":""}}}}""",
            """{"type":"content-delta","index":0,"delta":{"message":{"content":{"thinking":"Hm."}}}}""",
            """{"type":"content-end","index":0}""",
            """{"type":"content-start","index":1,"delta":{"message":{"content":{"type":"text","text":""}}}}""",
            """{"type":"content-delta","index":1,"delta":{"message":{"content":{"text":"Grüß"}}}}""",
            """{"type":"citation-start","index":0,"delta":{"message":{"citations":{"start":0,"end":3,"text":"Grü"}}}}""",
            """{"type":"citation-end","index":0}""",
            """{"type":"content-delta","index":1,"delta":{"message":{"content":{"text":" dich"}}}}""",
            """{"type":"content-end","index":1}""",
            """{"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{"billed_units":{"input_tokens":3,"output_tokens":4},"tokens":{"input_tokens":60,"output_tokens":5}}}}""",
        ]);

        Assert.Equal(("Hm.", "Grüß dich", "stop"), (Deltas(chunks, "reasoning_content"), Deltas(chunks, "content"), FinishOf(chunks)));
        Assert.Equal((3, 4), (chunks[^1].GetProperty("usage").GetProperty("prompt_tokens").GetInt32(), chunks[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32()));
    }

    [Fact]
    public void Calls_OneAfterTheOther_AreApart()
    {
        var chunks = Translations.Stream(
        [
            Start,
            """{"type":"tool-plan-delta","delta":{"message":{"tool_plan":"I look."}}}""",
            """{"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"c1","type":"function","function":{"name":"weather","arguments":""}}}}}""",
            """{"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"{\"city\""}}}}}""",
            """{"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":":\"Kiel\"}"}}}}}""",
            """{"type":"tool-call-end","index":0}""",
            """{"type":"tool-call-start","index":1,"delta":{"message":{"tool_calls":{"id":"c2","type":"function","function":{"name":"clock","arguments":"{}"}}}}}""",
            """{"type":"tool-call-end","index":1}""",
            """{"type":"message-end","delta":{"finish_reason":"TOOL_CALL","usage":{"tokens":{"input_tokens":3,"output_tokens":4}}}}""",
        ]);

        var calls = Choices(chunks).Where(delta => delta.TryGetProperty("tool_calls", out _)).SelectMany(delta => delta.GetProperty("tool_calls").EnumerateArray()).ToLookup(call => call.GetProperty("index").GetInt32());
        Assert.Equal("I look.", Deltas(chunks, "reasoning_content"));
        Assert.Equal(["c1 weather {\"city\":\"Kiel\"}", "c2 clock {}"], calls.Select(call => $"{call.First().GetProperty("id").GetString()} {call.First().GetProperty("function").GetProperty("name").GetString()} {string.Concat(call.Select(Arguments))}"));
        Assert.Equal("tool_calls", FinishOf(chunks));
    }

    [Theory]
    [InlineData("""{"type":"message-end","delta":{"finish_reason":"ERROR","error":"It broke."}}""", "It broke.")]
    [InlineData("""{"type":"message-end","delta":{"finish_reason":"TIMEOUT"}}""", "too long")]
    [InlineData("""{"type":"message-end","delta":{}}""", "does not follow its dialect")]
    [InlineData("""{"type":"tool-call-delta","delta":{"message":{"tool_calls":{"function":{"arguments":"{}"}}}}}""", "had not begun")]
    [InlineData("""{"type":"content-end","index":0}""", "broke off")]
    public void Stream_ThatFails_EndsWithAnErrorEvent(string last, string message)
    {
        var chunks = Translations.Stream([Start, """{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"Half"}}}}""", last]);

        Assert.Contains(message, chunks[^1].GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("Half", Deltas(chunks, "content"));
    }

    private static IEnumerable<JsonElement> Choices(List<JsonElement> chunks) =>
        chunks.Where(chunk => chunk.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0).Select(chunk => chunk.GetProperty("choices")[0].GetProperty("delta"));

    private static string Deltas(List<JsonElement> chunks, string name) => string.Concat(Choices(chunks).Select(delta => delta.TryGetProperty(name, out var text) ? text.GetString() : ""));

    private static string? Arguments(JsonElement call) => call.GetProperty("function").TryGetProperty("arguments", out var text) ? text.GetString() : "";

    private static string? FinishOf(List<JsonElement> chunks) =>
        chunks.Where(chunk => chunk.GetProperty("choices").GetArrayLength() > 0).Select(chunk => chunk.GetProperty("choices")[0].GetProperty("finish_reason").GetString()).Last();
}
