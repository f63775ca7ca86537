using Microsoft.Extensions.Configuration;

namespace Switchyard.ServiceDefaults.Discovery;

/// <summary>The addresses of one service endpoint, handed out in turn.</summary>
internal sealed class EndpointRing(Uri[] addresses)
{
    private int _turn = -1;

    public static EndpointRing Read(IConfiguration configuration, string name, string key)
    {
        var values = configuration.GetSection($"services:{name}:{key}").GetChildren().Select(child => child.Value);
        return new EndpointRing([.. values.Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => Parse(value!, name, key))]);
    }

    public Uri? Next() => addresses.Length == 0 ? null : addresses[(Interlocked.Increment(ref _turn) & int.MaxValue) % addresses.Length];

    private static Uri Parse(string value, string name, string key) => Uri.TryCreate(value, UriKind.Absolute, out var address)
        ? address
        : throw new InvalidOperationException($"The address '{value}' in services:{name}:{key} is not an absolute URL.");
}
