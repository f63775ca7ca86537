using Microsoft.Extensions.DependencyInjection;

namespace Switchyard.ServiceDefaults.Http;

/// <summary>Keeps what services say to each other on this machine away from the machine's proxy.</summary>
internal static class LoopbackExtensions
{
    public static IServiceCollection AddDirectLoopback(this IServiceCollection services) =>
        services.ConfigureHttpClientDefaults(static http => http.UseSocketsHttpHandler(static (handler, _) => handler.Proxy = new LoopbackBypassingProxy(HttpClient.DefaultProxy)));
}
