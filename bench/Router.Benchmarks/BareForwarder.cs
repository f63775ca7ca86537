using System.Globalization;
using System.Net;
using Yarp.ReverseProxy.Forwarder;

namespace Switchyard.Router.Benchmarks;

/// <summary>What the Router is built on and nothing else: the bound for what its own work may cost.</summary>
internal static class BareForwarder
{
    public static async Task RunAsync(int port, string upstream)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddHttpForwarder();
        await using var app = builder.Build();
        using var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
        });
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        app.MapGet("/allocated", () => GC.GetTotalAllocatedBytes(precise: false).ToString(CultureInfo.InvariantCulture));
        app.MapFallback(async context => _ = await forwarder.SendAsync(context, upstream, client));
        await app.RunAsync();
    }
}
