using System.Globalization;
using System.Text.Json;

namespace Switchyard.Providers.OpenAICompatible;

/// <summary>Reads the error bodies of OpenAI-compatible servers, which agree on little: an <c>error</c> object or string, or a bare <c>message</c> or <c>detail</c>.</summary>
public static class ErrorReader
{
    private const int MaxBodyBytes = 64 * 1024;
    private const int MaxMessageLength = 2000;
    private const double MaxRetryAfterMilliseconds = 24 * 60 * 60 * 1000.0;

    /// <summary>Reads the error of a refused request; a body that says nothing leaves the status to speak.</summary>
    public static async Task<ProviderError> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        var body = await ReadBodyAsync(response.Content, cancellationToken).ConfigureAwait(false);
        var error = Parse(body) ?? new ProviderError($"The provider answered with status {(int)response.StatusCode} and no explanation.");
        return error with { StatusCode = response.StatusCode, RequestId = RequestId(response) ?? error.RequestId, RetryAfter = RetryAfter(response) };
    }

    /// <summary>Finds an error in <paramref name="body"/>; <see langword="null"/> where there is none.</summary>
    public static ProviderError? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Parse(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Gets the request id of <paramref name="response"/>.</summary>
    public static string? RequestId(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.Headers.TryGetValues("x-request-id", out var values) ? values.FirstOrDefault() : null;
    }

    private static ProviderError? Parse(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var error = root.TryGetProperty("error", out var member) ? member : root;
        var message = error.ValueKind == JsonValueKind.String ? error.GetString() : Text(error, "message") ?? Text(error, "detail");
        return message is null ? null : new ProviderError(message.Length > MaxMessageLength ? message[..MaxMessageLength] : message)
        {
            Type = Text(error, "type"),
            Code = Text(error, "code"),
            Param = Text(error, "param"),
            RequestId = Text(error, "request_id"),
        };
    }

    // Codes are numbers at some servers.
    private static string? Text(JsonElement element, string name) =>
        element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : null;

    /// <summary>Gets when <paramref name="response"/> says to try again: OpenAI's header in milliseconds is more exact than HTTP's own.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.Headers.NonValidated.TryGetValues("retry-after-ms", out var values) && double.TryParse(values.ToString(), CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is >= 0 and < MaxRetryAfterMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : StandardRetryAfter(response);
    }

    private static TimeSpan? StandardRetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when response.Headers.Date is { } now && date > now => date - now,
        _ => null,
    };

    /// <summary>Reads the beginning of an error's body, up to 64 KiB; nothing where it broke off.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var buffer = new byte[MaxBodyBytes];
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return buffer.AsMemory(0, read);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The status is known and says enough; a body that broke off adds nothing.
            return default;
        }
    }
}
