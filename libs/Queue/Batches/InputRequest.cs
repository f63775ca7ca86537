using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Switchyard.Queue.Batches;

/// <summary>A line of a batch's file: a request.</summary>
/// <param name="CustomId">What its answer is known by.</param>
/// <param name="Body">What would be posted.</param>
internal readonly record struct InputRequest(string CustomId, ReadOnlyMemory<byte> Body)
{
    private const int MaxCustomId = 200;

    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false };
    private static readonly BatchProblem s_noJson = new("invalid_json_line", "The line is no JSON object in UTF-8, or names a member twice.", null, null);

    /// <summary>Reads a line; otherwise says what is wrong with it.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> line, string endpoint, out InputRequest request, out BatchProblem? problem)
    {
        request = default;
        try
        {
            using var document = JsonDocument.Parse(line, s_options);
            problem = Utf8.IsValid(line.Span) ? Check(document.RootElement, endpoint) : s_noJson;
            if (problem is null)
            {
                var body = JsonMarshal.GetRawUtf8Value(document.RootElement.GetProperty("body")).ToArray();
                request = new InputRequest(document.RootElement.GetProperty("custom_id").GetString()!, body);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second: a text with half of a character.
            problem = s_noJson;
        }

        return problem is null;
    }

    private static BatchProblem? Check(JsonElement line, string endpoint) =>
        line.ValueKind != JsonValueKind.Object ? s_noJson
        : CheckCustomId(line) ?? CheckText(line, "method", "POST", "invalid_method") ?? CheckText(line, "url", endpoint, "url_mismatch") ?? CheckBody(line);

    private static BatchProblem? CheckCustomId(JsonElement line) =>
        !line.TryGetProperty("custom_id", out var id) ? Missing("custom_id")
        : id.ValueKind != JsonValueKind.String || id.GetString() is not { Length: > 0 and <= MaxCustomId } text || text.Any(char.IsControl) || !StorableText.CanKeep(text)
            ? Invalid("custom_id", $"'custom_id' must be a text of 1 to {MaxCustomId} characters, none of them a control character.")
        : null;

    private static BatchProblem? CheckText(JsonElement line, string name, string expected, string code) =>
        !line.TryGetProperty(name, out var value) ? Missing(name)
        : value.ValueKind != JsonValueKind.String || !value.ValueEquals(expected) ? new BatchProblem(code, $"'{name}' must be {expected}, as in all lines of this batch.", name, null)
        : null;

    private static BatchProblem? CheckBody(JsonElement line) =>
        !line.TryGetProperty("body", out var body) ? Missing("body")
        : body.ValueKind != JsonValueKind.Object ? Invalid("body", "'body' must be the JSON object that would be posted.")
        : body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True ? Invalid("body.stream", "'stream' must not be true: answers are written to a file as wholes.")
        : null;

    private static BatchProblem Missing(string name) => new("missing_required_parameter", $"'{name}' is missing: a line has 'custom_id', 'method', 'url' and 'body'.", name, null);

    private static BatchProblem Invalid(string name, string message) => new("invalid_value", message, name, null);
}
