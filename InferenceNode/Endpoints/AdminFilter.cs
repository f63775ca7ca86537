using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Lets requests through that come from this machine and, where a key is configured, carry it.</summary>
internal sealed class AdminFilter(IOptions<AdminOptions> options) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _key = string.IsNullOrEmpty(options.Value.OperatorKey) ? null : Hash(options.Value.OperatorKey);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return IsLocal(request) ? HasKey(request) ? await next(context) : new ApiErrorResult(ApiErrors.InvalidApiKey("The operator's key is missing or wrong; send it as 'Authorization: Bearer …'.")) : new ApiErrorResult(ApiErrors.LocalOnly());
    }

    // What a proxy on this machine passes on comes from somewhere else. Without an address it came over no network at all.
    private static bool IsLocal(HttpRequest request) =>
        (request.HttpContext.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && !request.Headers.ContainsKey("Forwarded") && !request.Headers.ContainsKey("X-Forwarded-For");

    private bool HasKey(HttpRequest request)
    {
        if (_key is null)
        {
            return true;
        }

        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && CryptographicOperations.FixedTimeEquals(Hash(header[Scheme.Length..].Trim()), _key);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
