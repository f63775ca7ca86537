using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Switchyard.Web.Clients;

/// <summary>Where this process itself listens, so that it can be looked at like every other service.</summary>
internal sealed class SelfAddress(IServer server)
{
    private static readonly Uri s_none = new("http://localhost:7070");

    public Uri Value
    {
        get
        {
            var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(static address => address.StartsWith("http:", StringComparison.Ordinal));
            return listening is null ? s_none : new Uri(listening.Replace("//[::]:", "//localhost:", StringComparison.Ordinal).Replace("//0.0.0.0:", "//localhost:", StringComparison.Ordinal).Replace("//+:", "//localhost:", StringComparison.Ordinal).Replace("//*:", "//localhost:", StringComparison.Ordinal));
        }
    }
}
