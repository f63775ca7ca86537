using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Switchyard.Router.Jobs;

/// <summary>Knows where this process listens: a worker asks itself, by the same way as every caller, so that a job means what the request would.</summary>
internal sealed class OwnAddress(IServer server)
{
    /// <summary>Gets the address, as this machine reaches it.</summary>
    /// <exception cref="InvalidOperationException">The server does not listen yet.</exception>
    public Uri Find()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(static text => text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException("This process listens at no http address, and its jobs are done through one.");
        var url = new UriBuilder(address.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal));
        url.Host = url.Host is "0.0.0.0" or "[::]" ? "localhost" : url.Host;
        return url.Uri;
    }
}
