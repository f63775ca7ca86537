using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchyard.Providers.Catalog;
using Switchyard.Tests.Common.Logging;
using Xunit;

namespace Switchyard.Router.Tests;

/// <summary>The Router's own program in this process, on a real Kestrel and a free port, with nothing of this machine's environment in it.</summary>
internal sealed class RouterHost : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string?> _settings = new(StringComparer.Ordinal)
    {
        ["Router:FindOllama"] = "false",

        // Tests of retries ask for them; the others see what the first try gives.
        ["Router:Retries:Attempts"] = "1",

        // A machine busy with other tests is no dead provider: what waits for the clock says so itself.
        ["Router:Discovery:Timeout"] = "00:00:30",
        ["Router:Forwarding:ConnectTimeout"] = "00:00:20",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "",
        ["environment"] = "Production",

        // Not UseKestrel(0), which changes the address after the program has begun to start and now and then comes too late.
        ["urls"] = "http://127.0.0.1:0",
    };

    private readonly Action<IServiceCollection> _configure;

    private RouterHost(IEnumerable<(string Key, string? Value)> settings, Action<IServiceCollection> configure)
    {
        _configure = configure;
        foreach (var variable in ProviderCatalog.All.SelectMany(provider => provider.AddressVariables.Concat(provider.ApiKeyVariables)))
        {
            _settings[variable] = "";
        }

        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        UseKestrel();
    }

    public LogRecorder Logs { get; } = new();

    /// <summary>Starts a router with the given settings.</summary>
    public static RouterHost Start(params (string Key, string? Value)[] settings) => Start(static _ => { }, settings);

    /// <summary>Starts a router with the given settings and with services that stand for what a test cannot have.</summary>
    public static RouterHost Start(Action<IServiceCollection> configure, params (string Key, string? Value)[] settings)
    {
        var host = new RouterHost(settings, configure);
        host.StartServer();
        return host;
    }

    /// <summary>Starts a router that cannot start, and gets what it says. That is read from its log: the program may be gone before the factory asks what became of it.</summary>
    public static string StartInVain(params (string Key, string? Value)[] settings)
    {
        using var host = new RouterHost(settings, static _ => { });
        Assert.ThrowsAny<Exception>(host.StartServer);
        return string.Join('\n', host.Logs.Lines);
    }

    /// <summary>Starts a router in front of nodes <c>inference-0</c>, <c>inference-1</c> … at the given addresses.</summary>
    public static RouterHost StartWithNodes(params string[] addresses) =>
        Start([.. addresses.Select((address, i) => ($"services:inference-{i}:http:0", (string?)address))]);

    protected override IHost CreateHost(IHostBuilder builder)
    {
        // Host configuration reaches the program as command-line arguments, which win over the machine's environment.
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(_settings));
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs).SetMinimumLevel(LogLevel.Debug).AddFilter<LogRecorder>(null, LogLevel.Debug));
        builder.ConfigureServices(_configure);
        return base.CreateHost(builder);
    }
}
