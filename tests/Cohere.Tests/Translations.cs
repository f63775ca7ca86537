using System.Buffers;
using System.Text;
using System.Text.Json;
using Switchyard.Dialects;
using Switchyard.Dialects.Requests;

namespace Switchyard.Cohere.Tests;

/// <summary>Translations through the plugin's public surface, text in and text out.</summary>
internal static class Translations
{
    public static UpstreamDialect Cohere { get; } = new CohereProvider().Dialect;

    public static UpstreamRequest Write(Dialect caller, string body) =>
        Cohere.RequestWriter.Write(DialectRegistry.Caller(caller).RequestReader.Read(Encoding.UTF8.GetBytes(body)), UpstreamTraits.Default);

    /// <summary>Writes a chat request of one message with <paramref name="more"/> members beside it.</summary>
    public static (JsonElement Body, string[] Dropped) Chat(string more, string messages = """[{"role":"user","content":"Hi"}]""")
    {
        var written = Write(Dialect.Chat, $$"""{"model":"command-a","messages":{{messages}}{{(more.Length > 0 ? "," : "")}}{{more}}}""");
        return (JsonElement.Parse(written.Body.Span), [.. written.Dropped.Select(hint => hint.Field)]);
    }

    /// <summary>Gets the member that the refusal of such a request names.</summary>
    public static string Refused(string more, string messages = """[{"role":"user","content":"Hi"}]""")
    {
        var refusal = Assert.Throws<TranslationException>(() => Chat(more, messages));
        Assert.True(refusal.IsUnsupported);
        return refusal.Field;
    }

    public static string Messages(string messages) => Chat("", messages).Body.GetProperty("messages").GetRawText();

    /// <summary>Translates a stream of events for a chat caller, cut into pieces of <paramref name="size"/> bytes.</summary>
    public static List<JsonElement> Stream(IEnumerable<string> events, int size = 7)
    {
        using var translator = new StreamTranslator(Cohere, DialectRegistry.Caller(Dialect.Chat), Context);
        var output = new ArrayBufferWriter<byte>();
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(string.Concat(events.Select(data => $"event: {JsonElement.Parse(data).GetProperty("type").GetString()}\ndata: {data}\n\n")));
        while (!bytes.IsEmpty)
        {
            var length = Math.Min(size, bytes.Length);
            translator.Translate(bytes[..length], output);
            bytes = bytes[length..];
        }

        translator.Complete(output);
        return [.. Encoding.UTF8.GetString(output.WrittenSpan).Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonElement.Parse(line["data: ".Length..]))];
    }

    public static AnswerContext Context { get; } = new(new ModelRequest { Source = Dialect.Chat, Model = "command-a", Stream = true, IncludeUsage = true }, "req1", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)) { CallId = "c9" };
}
