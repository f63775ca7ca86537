using System.Net;
using System.Net.Sockets;

namespace Switchyard.Router.Tests.Faults;

/// <summary>A resolver whose answer changes.</summary>
internal sealed class FakeResolver(params string[] addresses)
{
    private int _calls;

    /// <summary>Gets or sets what every name means; <see langword="null"/> where the resolver fails.</summary>
    public string[]? Addresses { get; set; } = addresses;

    public int Calls => Volatile.Read(ref _calls);

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return Addresses is { } found ? Task.FromResult<IPAddress[]>([.. found.Select(IPAddress.Parse)]) : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.TryAgain));
    }
}
