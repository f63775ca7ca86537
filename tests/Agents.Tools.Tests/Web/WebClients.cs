using Switchyard.Agents.Tools.Web;
using Switchyard.OutboundHttp;

namespace Switchyard.Agents.Tools.Tests.Web;

/// <summary>Readers as the tests need them.</summary>
internal static class WebClients
{
    /// <summary>A client that may ask this machine, so that a test can answer it.</summary>
    public static OutboundHttpClient Local(Action<OutboundHttpOptions>? configure = null)
    {
        var options = new OutboundHttpOptions { AllowedNetworks = { "127.0.0.0/8" }, UserAgent = "SwitchyardAgent/1.0" };
        configure?.Invoke(options);
        return new OutboundHttpClient(options, TimeProvider.System);
    }

    /// <summary>A reader that waits for no turn.</summary>
    public static WebReader Reader(OutboundHttpClient client, Func<WebReaderOptions, WebReaderOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new WebReaderOptions { HostInterval = TimeSpan.Zero };
        return new WebReader(client, configure?.Invoke(options) ?? options, time ?? TimeProvider.System);
    }
}
