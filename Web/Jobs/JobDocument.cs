using System.Text;
using System.Text.Json;
using Switchyard.QueueClient;
using Switchyard.Web.Rendering;

namespace Switchyard.Web.Jobs;

/// <summary>What a job asks or was answered, as a page shows it: what is said in it, and all of it laid out.</summary>
/// <param name="Messages">What is said; empty where it is nothing to read.</param>
/// <param name="Text">The beginning of the whole.</param>
/// <param name="IsCut">Whether there is more of it.</param>
/// <param name="Bytes">How long it is as it was sent.</param>
public sealed record JobDocument(IReadOnlyList<JobMessage> Messages, string Text, bool IsCut, long Bytes)
{
    /// <summary>More than this a browser shows slowly and nobody reads.</summary>
    public const int MaxChars = 64 * 1024;

    public static JobDocument Of(string body)
    {
        var bytes = Encoding.UTF8.GetByteCount(body);
        try
        {
            using var document = JsonDocument.Parse(body);
            return Of(JobMessages.Read(document.RootElement), JsonSerializer.Serialize(document.RootElement, IndentedJson.Options), bytes);
        }
        catch (JsonException)
        {
            return Of([], body, bytes);
        }
    }

    private static JobDocument Of(IReadOnlyList<JobMessage> messages, string text, long bytes) =>
        new([.. messages.Select(static message => message with { Text = Cut(message.Text) })], Cut(text), text.Length > MaxChars, bytes);

    private static string Cut(string text) => text.Length <= MaxChars ? text : text[..MaxChars];
}
