using System.Buffers;
using System.Text;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Tests.Support;

/// <summary>Translations by the public surface, text in and text out.</summary>
internal static class Translations
{
    public static ModelRequest Read(Dialect caller, string body) => DialectRegistry.Caller(caller).RequestReader.Read(Encoding.UTF8.GetBytes(body));

    public static UpstreamRequest Request(Dialect caller, Dialect upstream, string body, UpstreamTraits? traits = null) =>
        DialectRegistry.Upstream(upstream).RequestWriter.Write(Read(caller, body), traits ?? UpstreamTraits.Default);

    public static string Body(Dialect caller, Dialect upstream, string body, UpstreamTraits? traits = null) =>
        Encoding.UTF8.GetString(Request(caller, upstream, body, traits).Body.Span);

    public static ModelAnswer ReadAnswer(Dialect upstream, string body) =>
        DialectRegistry.Upstream(upstream).AnswerReader.Read(Encoding.UTF8.GetBytes(body), Context(Dialect.Chat));

    public static string WriteAnswer(Dialect caller, ModelAnswer answer)
    {
        var output = new ArrayBufferWriter<byte>();
        DialectRegistry.Caller(caller).AnswerWriter.Write(answer, Context(caller), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static string Answer(Dialect upstream, Dialect caller, string body) => WriteAnswer(caller, ReadAnswer(upstream, body));

    /// <summary>Translates a stream cut into pieces of <paramref name="size"/> bytes.</summary>
    public static string Stream(Dialect upstream, Dialect caller, string body, int size = int.MaxValue)
    {
        using var translator = Translator(upstream, caller);
        var output = new ArrayBufferWriter<byte>();
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(body);
        while (!bytes.IsEmpty)
        {
            var length = Math.Min(size, bytes.Length);
            translator.Translate(bytes[..length], output);
            bytes = bytes[length..];
        }

        translator.Complete(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static StreamTranslator Translator(Dialect upstream, Dialect caller, int maxEventBytes = StreamTranslator.DefaultMaxEventBytes) =>
        new(DialectRegistry.Upstream(upstream), DialectRegistry.Caller(caller), Context(caller), maxEventBytes);

    public static AnswerContext Context(Dialect caller) => new(
        new ModelRequest { Source = caller, Model = "m", Stream = true, IncludeUsage = true },
        "req1",
        DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
}
