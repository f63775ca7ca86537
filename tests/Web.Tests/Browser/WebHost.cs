using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The dashboard's own program in this process, on a real Kestrel and a free port: it is there in a tenth of the time that a process of its own takes, so that every test can have one.</summary>
internal sealed class WebHost : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string?> _settings;

    private WebHost(Dictionary<string, string?> settings)
    {
        _settings = settings;
        UseKestrel();
    }

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Starts with the addresses of services and settings of the dashboard.</summary>
    public static WebHost Start(IReadOnlyDictionary<string, string> services, IReadOnlyDictionary<string, string> settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["environment"] = "Production",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "",
            ["Web:RefreshInterval"] = "00:00:00.500",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        foreach (var (name, url) in services)
        {
            all[$"services:{name}:http:0"] = url;
        }

        var host = new WebHost(all);
        host.StartServer();
        return host;
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        // Host configuration reaches the program as command-line arguments, which win over the machine's environment.
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(_settings));
        builder.ConfigureLogging(static logging => logging.ClearProviders());
        return base.CreateHost(builder);
    }
}
