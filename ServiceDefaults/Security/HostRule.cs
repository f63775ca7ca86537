using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Security;

/// <summary>Refuses host names nobody gave this service: a name that an attacker's DNS points at this machine is one of them.</summary>
internal sealed class HostRule : IRequestRule
{
    private static readonly string[] s_local = ["localhost", "127.0.0.1", "[::1]"];

    private readonly HashSet<string> _hosts;
    private readonly string[] _suffixes;
    private readonly bool _any;

    public HostRule(IOptions<BrowserSafetyOptions> options)
    {
        var configured = options.Value.AllowedHosts;
        _any = configured.Contains("*");
        _hosts = new HashSet<string>([.. s_local, .. configured], StringComparer.OrdinalIgnoreCase);
        _suffixes = [.. configured.Where(host => host.StartsWith("*.", StringComparison.Ordinal)).Select(host => host[1..])];
    }

    public ApiError? Check(HttpRequest request)
    {
        if (_any)
        {
            return null;
        }

        var host = request.Host.Host;
        var known = _hosts.Contains(host) || _suffixes.Any(suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && host.Length > suffix.Length) || IsLoopbackAddress(host);
        return known ? null : ApiErrors.InvalidHost();
    }

    // An address cannot be rebound: 127.0.0.2 is this machine whoever names it.
    private static bool IsLoopbackAddress(string host) => IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);
}
