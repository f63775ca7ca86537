using System.Text.Json;

namespace Switchyard.Web.Clients;

/// <summary>Takes the sentence for people out of a failed answer, whichever of the two error shapes it has.</summary>
internal static class ServiceError
{
    private const int MaxBodyChars = 16 * 1024;

    public static async Task<string> ReadAsync(HttpResponseMessage response, string service, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return Describe(body.Length <= MaxBodyChars ? body : string.Empty) ?? $"{service} answered {(int)response.StatusCode} {response.ReasonPhrase}.";
    }

    // {"error":{"message":"…"}} on OpenAI routes, {"title":"…","detail":"…"} on the others.
    internal static string? Describe(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return Text(root, "error") ?? Text(root, "detail") ?? Text(root, "title");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Object => Text(value, "message"),
            _ => null,
        };
    }
}
