using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Http;

/// <summary>Reads a JSON body once, within the size limit, and says in the caller's terms what is wrong with it.</summary>
public static class JsonBody
{
    /// <summary>Reads and checks the body of <paramref name="context"/>'s request.</summary>
    /// <remarks>The bytes stay valid after the call: a router forwards them, several times if it must.</remarks>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public static async Task<JsonBodyResult<T>> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(type);
        if (!context.Request.HasJsonContentType())
        {
            return Fail<T>(ApiErrors.UnsupportedMediaType());
        }

        var limit = context.RequestServices.GetRequiredService<IOptions<ServiceDefaultsOptions>>().Value.MaxRequestBodyBytes;
        var bytes = await BodyBytes.ReadAsync(context, limit);
        return bytes is { } body ? Parse(body, type) : Fail<T>(ApiErrors.RequestTooLarge(limit));
    }

    /// <summary>Parses <paramref name="body"/>; a byte order mark is skipped.</summary>
    public static JsonBodyResult<T> Parse<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        if (body.Span is [0xEF, 0xBB, 0xBF, ..])
        {
            body = body[3..];
        }

        if (JsonErrors.FindBadText(body.Span) is { } badText)
        {
            return Fail<T>(badText);
        }

        try
        {
            return JsonSerializer.Deserialize(body.Span, type) is { } value
                ? new JsonBodyResult<T>(value, body, null)
                : Fail<T>(ApiErrors.InvalidJson("The body must be a JSON object."));
        }
        catch (JsonException exception)
        {
            return Fail<T>(JsonErrors.Describe(body.Span, exception));
        }
    }

    private static JsonBodyResult<T> Fail<T>(ApiError error)
        where T : class => new(null, default, error);
}
