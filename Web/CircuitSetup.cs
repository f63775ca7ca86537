using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Switchyard.Web;

/// <summary>Bounds what connected browsers cost: sockets, kept circuits and message sizes.</summary>
internal static class CircuitSetup
{
    private const int MaxInputMessageBytes = 128 * 1024;

    public static WebApplicationBuilder AddCircuits(this WebApplicationBuilder builder)
    {
        // Circuits and form tokens do not outlive the process, so their keys need not either; nothing is written to the home folder.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(Bound).AddHubOptions(hub => hub.MaximumReceiveMessageSize = MaxInputMessageBytes);

        // A circuit is one upgraded connection; above the limit the browser shows the reconnect notice instead of the server running out of memory.
        builder.Services.AddOptions<KestrelServerOptions>()
            .Configure<IOptions<WebOptions>>((kestrel, web) => kestrel.Limits.MaxConcurrentUpgradedConnections = web.Value.MaxCircuits);
        return builder;
    }

    public static void Configure(ServerComponentsEndpointOptions endpoint)
    {
        // Compression costs a buffer pair per circuit; frame-ancestors is in the policy every answer carries.
        endpoint.DisableWebSocketCompression = true;
        endpoint.ContentSecurityFrameAncestorsPolicy = null;
    }

    private static void Bound(CircuitOptions circuits)
    {
        circuits.DisconnectedCircuitMaxRetained = 8;
        circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(1);
        circuits.MaxBufferedUnacknowledgedRenderBatches = 10;
    }
}
