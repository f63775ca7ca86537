using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchyard.Agents.Hooks;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Agents;
using Switchyard.Tests.Common.Logging;

namespace Switchyard.AgentHost.Tests;

/// <summary>The service in process, on the tests' stores, with a scripted model.</summary>
internal sealed class AgentHostApplication : WebApplicationFactory<Program>
{
    private const string Nobody = "http://127.0.0.1:9";
    private const string DatabaseKey = "ConnectionStrings:switchyard";

    private readonly IChatClient? _model;
    private readonly Dictionary<string, string?> _settings;
    private readonly string _data = Directory.CreateTempSubdirectory("switchyard-agents-").FullName;

    public AgentHostApplication(StoresFixture stores, IChatClient? model, params (string Key, string Value)[] settings)
    {
        _model = model;
        _settings = new Dictionary<string, string?>(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        {
            ["AgentHost:DataFolder"] = _data,
            ["AgentHost:AllowUnsafeDatabase"] = "true",
            ["AgentHost:ModelRetryDelay"] = "00:00:00.010",
        };
        if (!_settings.ContainsKey(DatabaseKey))
        {
            _settings[DatabaseKey] = stores.CreateDatabase();
        }

        _settings.TryAdd("ConnectionStrings:cache", stores.Redis.ConnectionString);
        _settings.TryAdd("services:router:http:0", model is null ? Nobody : stores.RouterWithoutModels.Address);
    }

    public AgentHostApplication(StoresFixture stores, params ScriptedAnswer[] answers)
        : this(stores, new ScriptedChatClient(answers))
    {
    }

    /// <summary>Gets the setting with which another host shares this one's database.</summary>
    public (string Key, string Value) SharedDatabase => (DatabaseKey, _settings[DatabaseKey]!);

    /// <summary>Gets hooks of the test's own.</summary>
    public IReadOnlyList<IHook> Hooks { get; init; } = [];

    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    public LogRecorder Logs { get; } = new();

    public RunsClient Runs => new(CreateClient());

    /// <summary>Waits until this host hears others and is heard by them.</summary>
    public Task WaitForCacheAsync()
    {
        var (http, token) = (Runs.Http, TestContext.Current.CancellationToken);
        return Deadline.WaitAsync(
            async () => (await http.GetStringAsync("/health", token)).Contains("\"cache\":{\"status\":\"Healthy\"", StringComparison.Ordinal), TimeSpan.FromSeconds(30), "Redis to be connected", token);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services => services.TryAddEnumerable(Hooks.Select(hook => ServiceDescriptor.Singleton<IHook>(hook))));
        builder.ConfigureLogging(logging => logging.AddProvider(Logs));
        if (_model is not null)
        {
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton(_model)));
        }
    }
}
