using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Administration;

/// <summary>Tells the administrator's requests from others: they carry the key and come from this machine, or from elsewhere where that is allowed.</summary>
internal sealed class AdminAccess(IOptions<RouterOptions> options)
{
    private const string Scheme = "Bearer ";

    /// <summary>Gets what is missing; <see langword="null"/> where it is the administrator's.</summary>
    public ApiError? Refuse(HttpRequest request) =>
        !options.Value.Admin.AllowRemote && !IsLocal(request) ? ApiErrors.LocalOnly()
        : options.Value.Admin.Key is not { Length: > 0 } key ? ApiErrors.AdministrationOff($"This Router has no administrator's key. Start it through AppHost, which generates one, or set {RouterOptions.SectionName}:Admin:Key.")
        : HasKey(request, key) ? null
        : ApiErrors.InvalidApiKey("The administrator's key is missing or wrong; send it as 'Authorization: Bearer …' or as 'x-api-key'.");

    // What a proxy on this machine passes on comes from somewhere else. Without an address it came over no network at all.
    private static bool IsLocal(HttpRequest request) =>
        (request.HttpContext.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && !request.Headers.ContainsKey("Forwarded") && !request.Headers.ContainsKey("X-Forwarded-For");

    private static bool HasKey(HttpRequest request, string key)
    {
        var header = request.Headers.Authorization.ToString();
        var given = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : request.Headers["x-api-key"].ToString();
        return CryptographicOperations.FixedTimeEquals(Hash(given), Hash(key));
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
