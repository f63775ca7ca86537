using System.Text.Json;

namespace Switchyard.Cli.Chat;

/// <summary>Takes the sentence for people out of an error answer.</summary>
internal static class ProblemText
{
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("detail", out var detail) && detail.GetString() is { } text)
            {
                return text;
            }
        }
        catch (JsonException)
        {
            // Whoever answered is not one of ours; the status is all there is to tell.
        }

        return $"The server answered with status {(int)response.StatusCode}.";
    }
}
