using Microsoft.AspNetCore.Http;
using Switchyard.MockUpstream.Dialects;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>Looks for the key where each dialect has it.</summary>
internal static class ApiKeyCheck
{
    public static bool Passes(HttpRequest request, Dialect dialect, string? key) => key is null || dialect switch
    {
        Dialect.Anthropic => request.Headers["x-api-key"] == key || HasBearer(request, key),
        Dialect.Gemini => request.Headers["x-goog-api-key"] == key || request.Query["key"] == key,
        _ => HasBearer(request, key),
    };

    private static bool HasBearer(HttpRequest request, string key) => request.Headers.Authorization == "Bearer " + key;
}
