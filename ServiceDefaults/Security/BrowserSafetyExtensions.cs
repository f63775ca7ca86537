using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Switchyard.ServiceDefaults.Security;

/// <summary>Registers what a request must satisfy before any endpoint sees it.</summary>
internal static class BrowserSafetyExtensions
{
    private static readonly TimeSpan s_requestHeadersTimeout = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddBrowserSafety(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<BrowserSafetyOptions, BrowserSafetyOptionsValidator>()
            .BindConfiguration(BrowserSafetyOptions.SectionName)
            .PostConfigure<IConfiguration>(AddConfiguredHosts);

        // The framework's own filter answers in HTML and would refuse localhost as soon as another host is configured.
        services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);
        services.AddCors();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ServiceDefaultsOptions>>(LimitServer);
        services.TryAddEnumerable([
            ServiceDescriptor.Singleton<IRequestRule, FramingRule>(),
            ServiceDescriptor.Singleton<IRequestRule, HostRule>(),
            ServiceDescriptor.Singleton<IRequestRule, OriginRule>(),
            ServiceDescriptor.Singleton<IRequestRule, JsonContentRule>(),
        ]);
        return services;
    }

    private static void AddConfiguredHosts(BrowserSafetyOptions options, IConfiguration configuration)
    {
        foreach (var host in (configuration["AllowedHosts"] ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            options.AllowedHosts.Add(host);
        }
    }

    private static void LimitServer(KestrelServerOptions kestrel, IOptions<ServiceDefaultsOptions> defaults)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = defaults.Value.MaxRequestBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = s_requestHeadersTimeout;
    }
}
