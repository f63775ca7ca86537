using System.Buffers;
using System.Text;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Tests.Continuation;

/// <summary>A stream that a second upstream ends: what its caller reads.</summary>
public sealed class ContinuedStreamTests
{
    private static readonly AnswerContext s_context = new(new ModelRequest { Source = Dialect.Chat, Model = "m", Stream = true }, "id", DateTimeOffset.UnixEpoch);

    [Fact]
    public void Continue_CallOfAFunction_FollowsTheText()
    {
        var text = Play(Delta("""{"content":"Let me "}"""), Delta("""{"content":"Let me "}"""), Delta("""{"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":"{}"}}]}"""), Finish("tool_calls"));

        Assert.Equal(1, Count(text, "\"text\":\"Let me \""));
        Assert.Contains("""{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"c","name":"f","input":{}}}""", text, StringComparison.Ordinal);
        Assert.Equal((1, 1, 2, 1), (Count(text, "event: message_start\n"), Count(text, "event: message_stop\n"), Count(text, "event: content_block_stop\n"), Count(text, "\"stop_reason\":\"tool_use\"")));
    }

    [Fact]
    public void Continue_Thoughts_AreLeftOut()
    {
        var text = Play(Delta("""{"content":"one "}"""), Delta("""{"reasoning_content":"hm"}"""), Delta("""{"content":"two"}"""), Finish("stop"));

        Assert.DoesNotContain("hm", text, StringComparison.Ordinal);
        Assert.Equal((1, 1, 1, 1), (Count(text, "\"text\":\"two\""), Count(text, "event: content_block_start\n"), Count(text, "event: content_block_stop\n"), Count(text, "event: message_stop\n")));
    }

    [Fact]
    public void Continue_NothingMore_EndsInOrder()
    {
        var text = Play(Delta("""{"content":"all"}"""), Finish("stop"));

        Assert.Equal((1, 1), (Count(text, "event: content_block_stop\n"), Count(text, "event: message_stop\n")));
    }

    [Fact]
    public void Continue_HeldBeginning_ComesBeforeTheError()
    {
        var text = Play(Delta("""{"content":"brown fox"}"""), Delta("""{"content":"brow"}"""));

        Assert.Contains("\"text\":\"brow\"", text, StringComparison.Ordinal);
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
        Assert.Equal((1, 0), (Count(text, "event: error\n"), Count(text, "event: message_stop\n")));
    }

    [Fact]
    public void GiveUp_BrokenAnswer_WritesOneError()
    {
        var output = new ArrayBufferWriter<byte>();
        using var translator = Begin(output, Delta("""{"content":"x"}"""));

        Assert.Equal((true, "x", false), (translator.IsBroken, translator.BrokenText, translator.IsFinished));
        translator.GiveUp(output);
        translator.Complete(output);

        Assert.Equal((false, true, 1), (translator.IsBroken, translator.IsFinished, Count(Encoding.UTF8.GetString(output.WrittenSpan), "event: error\n")));
    }

    // The first answer breaks off after its first message.
    private static string Play(string first, params string[] second)
    {
        var output = new ArrayBufferWriter<byte>();
        using var translator = Begin(output, first);
        translator.Continue(DialectRegistry.Upstream(Dialect.Chat), s_context, string.Empty, sentTokens: 1);
        foreach (var message in second)
        {
            translator.Translate(Encoding.UTF8.GetBytes(message), output);
        }

        translator.Complete(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static StreamTranslator Begin(ArrayBufferWriter<byte> output, string first)
    {
        var translator = new StreamTranslator(DialectRegistry.Upstream(Dialect.Chat), DialectRegistry.Caller(Dialect.Anthropic), s_context) { MayContinue = true };
        translator.Translate(Encoding.UTF8.GetBytes(first), output);
        translator.Complete(output);
        return translator;
    }

    private static string Delta(string delta) => $"data: {{\"id\":\"a\",\"model\":\"m\",\"choices\":[{{\"index\":0,\"delta\":{delta},\"finish_reason\":null}}]}}\n\n";

    private static string Finish(string reason) => $"data: {{\"choices\":[{{\"index\":0,\"delta\":{{}},\"finish_reason\":\"{reason}\"}}]}}\n\n";

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
