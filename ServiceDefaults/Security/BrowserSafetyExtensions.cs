using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.ServiceDefaults.Security;

/// <summary>Registers what a request must satisfy before any endpoint sees it.</summary>
internal static class BrowserSafetyExtensions
{
    public static IServiceCollection AddBrowserSafety(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<BrowserSafetyOptions, BrowserSafetyOptionsValidator>()
            .BindConfiguration(BrowserSafetyOptions.SectionName)
            .PostConfigure<IConfiguration>(AddConfiguredHosts);

        // The framework's own filter answers in HTML and would refuse localhost as soon as another host is configured.
        services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);
        services.AddCors();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ServiceDefaultsOptions>>(ServerLimits.Apply);
        services.TryAddEnumerable([
            ServiceDescriptor.Singleton<IRequestRule, FramingRule>(),
            ServiceDescriptor.Singleton<IRequestRule, HostRule>(),
            ServiceDescriptor.Singleton<IRequestRule, OriginRule>(),
            ServiceDescriptor.Singleton<IRequestRule, JsonContentRule>(),
            ServiceDescriptor.Singleton<IRequestRule, ContentEncodingRule>(),
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
}
