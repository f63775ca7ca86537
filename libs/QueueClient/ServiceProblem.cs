using System.Net;
using System.Text.Json;

namespace Switchyard.QueueClient;

/// <summary>
/// What a service says against a request, in whichever of the two shapes: <c>{"error":{"message":"…","code":"…","param":"…"}}</c> on OpenAI's routes,
/// <c>{"type":"urn:switchyard:error:…","title":"…","detail":"…","param":"…"}</c> on the others.
/// </summary>
/// <param name="Status">The status.</param>
/// <param name="Sentence">The sentence for people; <see langword="null"/> where there is none.</param>
/// <param name="Code">What a program tests.</param>
/// <param name="Param">The member of the request that is at fault.</param>
/// <param name="RetryAfter">After how long to try again.</param>
public sealed record ServiceProblem(HttpStatusCode Status, string? Sentence, string? Code, string? Param, TimeSpan? RetryAfter)
{
    private const string Error = "error";
    private const string TypePrefix = "urn:switchyard:error:";
    private const int MaxBodyChars = 16 * 1024;

    /// <summary>Gets the sentence for people, or one that tells the status.</summary>
    public string Message => Sentence ?? $"The server answered with status {(int)Status}.";

    /// <summary>Reads an answer that refuses.</summary>
    public static async Task<ServiceProblem> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        var body = Parse(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        return new ServiceProblem(response.StatusCode, SentenceOf(body), CodeOf(body), JsonValues.Text(Details(body), "param"), RetryAfterOf(response));
    }

    /// <summary>Gets the sentence for people out of an error; <see langword="null"/> where there is none.</summary>
    public static string? SentenceOf(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return SentenceOf(Parse(body));
    }

    /// <summary>Gets what a program tests out of an error.</summary>
    internal static string? CodeOf(JsonElement body) => JsonValues.Text(Details(body), "code")
        ?? (JsonValues.Text(body, "type") is { } type && type.StartsWith(TypePrefix, StringComparison.Ordinal) ? type[TypePrefix.Length..] : null);

    /// <summary>Gets the sentence for people out of an error.</summary>
    internal static string? SentenceOf(JsonElement body) =>
        JsonValues.Text(body, Error) ?? (JsonValues.Member(body, Error) is { } error ? JsonValues.Text(error, "message") : null) ?? JsonValues.Text(body, "detail") ?? JsonValues.Text(body, "title");

    private static JsonElement Details(JsonElement body) => JsonValues.Member(body, Error) ?? body;

    // Whoever answered may be none of ours, with a page of any length.
    private static JsonElement Parse(string body)
    {
        try
        {
            return body.Length <= MaxBodyChars ? JsonElement.Parse(body) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    // A date is as late as the answer's own says, whatever this machine's clock is set to.
    private static TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when response.Headers.Date is { } now => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
