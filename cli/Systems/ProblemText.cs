using System.Text.Json;

namespace Switchyard.Cli.Systems;

/// <summary>Takes the sentence for people out of an error answer.</summary>
internal static class ProblemText
{
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(body);
            if (Find(document.RootElement, "detail") is { ValueKind: JsonValueKind.String } detail)
            {
                return detail.GetString()!;
            }

            if (Find(document.RootElement, "error") is { } error && Find(error, "message") is { ValueKind: JsonValueKind.String } message)
            {
                return message.GetString()!;
            }
        }
        catch (JsonException)
        {
            // Whoever answered is not one of ours; the status is all there is to tell.
        }

        return $"The server answered with status {(int)response.StatusCode}.";
    }

    private static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
}
