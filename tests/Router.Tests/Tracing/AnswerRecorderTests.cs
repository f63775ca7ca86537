using System.Diagnostics;
using System.Text;
using Switchyard.Router.Configuration;
using Switchyard.Router.Tracing;
using Xunit;

namespace Switchyard.Router.Tests.Tracing;

public sealed class AnswerRecorderTests
{
    private const int MaxBytes = 1000;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public void Stream_OfAnthropicHoweverSplit_IsJoinedByBlocks(int size)
    {
        var lines = Record(size,
            """{"type":"message_start","message":{"content":[]}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Let "}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"me."}}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Grüße"}}""",
            """{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"1}"}}""",
            """{"type":"error","error":{"type":"overloaded_error","message":"Busy."}}""");

        Assert.Equal(["assistant reasoning: Let me.", "assistant text: Grüße", """assistant tool_call f: {"a":1}""", "assistant error: overloaded_error: Busy."], lines);
    }

    [Fact]
    public void Stream_OfSeveralChoicesAndCalls_KeepsThemApart()
    {
        var lines = Record(10_000,
            """{"choices":[{"index":0,"delta":{"content":"a"}},{"index":1,"delta":{"content":"b"}}]}""",
            """{"choices":[{"index":1,"delta":{"refusal":"no"}}]}""",
            """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t1","function":{"name":"f","arguments":"1"}}]}}]}""",
            """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t2","function":{"name":"g","arguments":"2"}}]}}]}""",
            """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"3"}}]}}]}""",
            "not json",
            """{"choices":[{"delta":{"content":"nobody can read this"}}],"\ud800choices":1}""",
            """{"choices":[{"index":0,"delta":{"content":"\ud83d"}}]}""",
            """{"choices":[{"index":0,"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},{"type":"text","text":"c"}]}}]}""",
            "[DONE]");

        Assert.Equal([@"#0 assistant text: a\ud83dc", "#1 assistant text: b", "#1 assistant refusal: no", "#0 assistant tool_call f: 1", "#0 assistant tool_call g: 23", "#0 assistant reasoning: hm"], lines);
    }

    [Fact]
    public void Answer_ThatIsNoWholeJson_IsKeptAsItCame()
    {
        using var recorder = new AnswerRecorder(MaxBytes);
        recorder.Accept("""{"choices":[{"message":{"content":"ask al\u0069ce\u0040example.org and"""u8, isStream: false);

        Assert.Equal(["""assistant json: {"choices":[{"message":{"content":"ask [redacted: e-mail address] and"""], Lines(recorder));
    }

    [Fact]
    public void Answer_LargerThanIsLookedAt_KeepsItsBeginning()
    {
        using var recorder = new AnswerRecorder(MaxBytes);
        for (var i = 0; i < 10; i++)
        {
            recorder.Accept(new byte[1024 * 1024].AsSpan(), isStream: false);
        }

        var kept = Keep(recorder);

        Assert.True(kept.Cut);
        Assert.Equal(10 * 1024 * 1024, kept.Bytes);
        Assert.Equal(MaxBytes, Assert.Single(kept.Parts).Text.Length);
    }

    [Fact]
    public void Stream_WithAnEventWithoutEnd_IsGivenUp()
    {
        using var recorder = new AnswerRecorder(MaxBytes);
        recorder.Accept("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: "u8, isStream: true);
        recorder.Accept(new byte[1024 * 1024], isStream: true);
        recorder.Accept("\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"b\"}}]}\n\n"u8, isStream: true);

        var kept = Keep(recorder);

        Assert.Equal(("a", true), (Assert.Single(kept.Parts).Text, kept.Cut));
    }

    [Fact]
    public void Stream_OfEmptyParts_IsBounded()
    {
        using var recorder = new AnswerRecorder(MaxBytes);
        for (var i = 0; i < 5000; i++)
        {
            recorder.Accept(Encoding.UTF8.GetBytes($$$"""data: {"type":"content_block_start","index":{{{i}}},"content_block":{"type":"tool_use","name":"f"}}""" + "\n\n"), isStream: true);
        }

        var kept = Keep(recorder);

        Assert.Equal((256, true), (kept.Parts.Count, kept.Cut));
    }

    private static string[] Record(int size, params string[] events)
    {
        using var recorder = new AnswerRecorder(MaxBytes);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(events.Select(data => $": comment\ndata: {data}\n\n")));
        foreach (var piece in bytes.Chunk(size))
        {
            recorder.Accept(piece, isStream: true);
        }

        return Lines(recorder);
    }

    private static string[] Lines(AnswerRecorder recorder) => ContentHost.Lines(Keep(recorder));

    private static Contracts.Routing.ContentText Keep(AnswerRecorder recorder) => recorder.Complete().Keep(new ContentRedactor(new TracingOptions(), TimeProvider.System), Stopwatch.GetTimestamp(), false);
}
