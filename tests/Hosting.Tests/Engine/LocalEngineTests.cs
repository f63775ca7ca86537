using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Switchyard.Hosting.Engine;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.State;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Hosting.Tests.Engine;

public sealed class LocalEngineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AppHostState? State => AppHostStateFile.Read(new HomeFolder(_folder.Path).StateFile);

    [Fact]
    public async Task Engine_StartsStopsAndStartsAgain()
    {
        for (var run = 0; run < 2; run++)
        {
            await using var engine = Create([Redis("cache")]);
            await engine.StartAsync(Token);
            var process = State!.Resources[0].Process!;
            Assert.True(ProcessTable.IsAlive(process));

            await engine.StopAsync();

            Assert.False(ProcessTable.IsAlive(process));
            Assert.Equal(AppHostPhases.Stopped, State!.Phase);
        }
    }

    [Fact]
    public async Task Resource_IsStartedAfterWhatItWaitsForAndStoppedBefore()
    {
        var first = Redis("first");
        var second = Redis("second");
        second.Config.Dependencies.Add(first);
        await using var engine = Create([second, first]);

        await engine.StartAsync(Token);

        var ready = _output.ToString().Split(Environment.NewLine).Where(line => line.Contains("ready at", StringComparison.Ordinal)).ToList();
        Assert.Equal([true, false], ready.Select(line => line.Contains("first", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SecondEngine_OnTheSameFolder_IsRefusedAndDisturbsNothing()
    {
        await using var first = Create([Redis("cache")]);
        await first.StartAsync(Token);
        await using var second = Create([Redis("cache")]);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => second.StartAsync(Token));

        Assert.StartsWith($"Switchyard runs already on {_folder.Path}, as process {Environment.ProcessId}.", exception.Message, StringComparison.Ordinal);
        Assert.True(ProcessTable.IsAlive(State!.Resources[0].Process!));
    }

    [Fact]
    public async Task FailedStart_StopsWhatWasStarted()
    {
        var redis = Redis("cache");
        var missing = new ProjectResource("router", "/does/not/exist/Router.csproj");
        missing.Config.Dependencies.Add(redis);
        Directory.CreateDirectory(_folder["bin/Router/release"]);
        await File.WriteAllTextAsync(_folder["bin/Router/release/Router.runtimeconfig.json"], "{}", Token);
        await using var engine = Create([redis, missing]);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => engine.StartAsync(Token));

        Assert.Contains("dotnet could not be started", exception.Message, StringComparison.Ordinal);
        Assert.Equal([ResourceStatuses.Stopped, ResourceStatuses.Failed], State!.Resources.Select(resource => resource.State));
    }

    [Fact]
    public async Task SecondStop_LeavesTheStateOfTheNextRunAlone()
    {
        await using var first = Create([Redis("cache")]);
        await first.StartAsync(Token);
        await first.StopAsync();
        await using var second = Create([Redis("cache")]);
        await second.StartAsync(Token);

        await first.StopAsync();

        Assert.Equal(AppHostPhases.Ready, State!.Phase);
    }

    [Fact]
    public async Task DataFolder_ThatCannotBeCreated_IsTold()
    {
        await File.WriteAllTextAsync(_folder["file"], string.Empty, Token);
        await using var engine = Create([], _folder["file/home"]);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => engine.StartAsync(Token));

        Assert.StartsWith($"The data folder {_folder["file/home"]} cannot be created: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_ForAnUnknownResource_IsRefused()
    {
        await using var engine = Create([]);

        var exception = Assert.Throws<DistributedApplicationException>(() => { _ = engine.ReadyAsync("nothing"); });

        Assert.Equal("There is no running resource 'nothing'.", exception.Message);
    }

    public void Dispose()
    {
        _output.Dispose();
        _folder.Dispose();
    }

    private static RedisResource Redis(string name)
    {
        var redis = new RedisResource(name);
        redis.Config.AddEndpoint(new EndpointConfig { Name = EndpointConfig.Tcp });
        return redis;
    }

    private LocalEngine Create(IReadOnlyList<Resource> resources, string? home = null)
    {
        var options = new EngineConfig
        {
            Home = new HomeFolder(home ?? _folder.Path),
            HostOutput = _folder["bin/AppHost/release"],
            AnyPorts = true,
            StartTimeout = TimeSpan.FromSeconds(60),
            Output = _output,
        };
        return new LocalEngine(resources, new ConfigurationBuilder().Build(), options, TimeProvider.System);
    }
}
