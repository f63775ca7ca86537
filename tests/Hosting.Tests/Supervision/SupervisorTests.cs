using Aspire.Hosting;
using Switchyard.Hosting.Engine;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Logs;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.State;
using Switchyard.Hosting.Supervision;
using Switchyard.Tests.Common.Files;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Hosting.Tests.Supervision;

public sealed class SupervisorTests : IDisposable
{
    private const string Serve = "echo serving; read -r _";

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly EngineServices _services;

    public SupervisorTests()
    {
        var home = new HomeFolder(_folder.Path);
        home.Create();
        var console = new EngineConsole(_output, TimeProvider.System);
        _services = new EngineServices(home, console, new StateBoard(home, console, TimeProvider.System), TimeProvider.System);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ResourceState State => _services.Board.Resources[0];

    [Fact]
    public void Resource_BeforeItsTurn_Waits()
    {
        using var supervisor = Create(new ScriptWorkload("router", Serve));

        Assert.Equal(ResourceStatuses.Waiting, State.State);
        Assert.False(supervisor.Ready.IsCompleted);
    }

    [Fact]
    public async Task Process_OnceHealthy_IsRunningAndRecorded()
    {
        using var supervisor = Create(new ScriptWorkload("router", Serve));
        var running = supervisor.RunAsync(_stopping.Token);

        await supervisor.Ready.WaitAsync(Token);

        Assert.Equal((ResourceStatuses.Running, "Healthy", 0), (State.State, State.Health, State.Restarts));
        Assert.True(ProcessTable.IsAlive(State.Process!));
        await StopAsync(running);
    }

    [Fact]
    public async Task Process_IsReadyOnlyWhenTheProbeSaysSo()
    {
        var probes = 0;
        using var supervisor = Create(new ScriptWorkload("router", Serve) { OnProbe = () => ++probes < 3 ? ProbeResult.NotReady("loading") : new ProbeResult(true, "Degraded", "ok") });
        var running = supervisor.RunAsync(_stopping.Token);

        await supervisor.Ready.WaitAsync(Token);

        Assert.Equal((3, "Degraded"), (probes, State.Health));
        await StopAsync(running);
    }

    [Fact]
    public async Task Stop_EndsTheProcess()
    {
        using var supervisor = Create(new ScriptWorkload("router", Serve));
        var running = supervisor.RunAsync(_stopping.Token);
        await supervisor.Ready.WaitAsync(Token);
        var process = State.Process!;

        await StopAsync(running);

        Assert.False(ProcessTable.IsAlive(process));
        Assert.Equal((ResourceStatuses.Stopped, null), (State.State, State.Process));
    }

    [Fact]
    public async Task KilledProcess_IsStartedAgainAfterASecond()
    {
        using var supervisor = Create(new ScriptWorkload("router", Serve));
        var running = supervisor.RunAsync(_stopping.Token);
        await supervisor.Ready.WaitAsync(Token);
        var first = State.Process!;

        Signals.Send(first.Pid, Signals.Kill);

        await Eventually.BecomesTrueAsync(() => State.State == ResourceStatuses.Running && State.Process != first, Token);
        Assert.Equal(1, State.Restarts);
        await StopAsync(running);
    }

    [Fact]
    public async Task Crash_IsToldWithTheLastLines()
    {
        using var supervisor = Create(new ScriptWorkload("router", "for n in 1 2 3; do echo line $n; done; read -r _; "));
        var running = supervisor.RunAsync(_stopping.Token);
        await supervisor.Ready.WaitAsync(Token);
        await Eventually.BecomesTrueAsync(() => File.ReadAllText(State.LogPath!).Contains("line 3", StringComparison.Ordinal), Token);

        Signals.Send(State.Process!.Pid, Signals.Kill);

        await Eventually.BecomesTrueAsync(() => State.Restarts == 1 && _output.ToString().Contains("line 3", StringComparison.Ordinal), Token);
        var told = _output.ToString().Split(Environment.NewLine).Select(line => line.Split("router       ").Last());
        Assert.Equal(
            ["ready", $"exited with code 137; starting it again in 1 s. Its last lines, of {State.LogPath}:", "  | line 1", "  | line 2", "  | line 3"],
            told.Take(5));
        await StopAsync(running);
    }

    [Fact]
    public async Task Process_ThatAlwaysEndsAtStart_FailsWithItsLastLines()
    {
        var starts = 0;
        using var supervisor = Create(new ScriptWorkload("router", "echo no configuration; exit 3") { Ports = [7170], OnPrepare = () => starts++, OnProbe = () => ProbeResult.NotReady("refused") });

        await supervisor.RunAsync(_stopping.Token);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => supervisor.Ready);
        Assert.Equal(
            $"The resource 'router' (port 7170) exited with code 3 each time it was started. Its log {State.LogPath} says why. Its last lines:{Environment.NewLine}  | no configuration",
            exception.Message);
        Assert.Equal((3, ResourceStatuses.Failed), (starts, State.State));
    }

    [Fact]
    public async Task Process_ThatNeverGetsHealthy_FailsWithWhatWasAsked()
    {
        using var supervisor = Create(new ScriptWorkload("router", Serve) { OnProbe = () => ProbeResult.NotReady("GET /health answered 503") }, TimeSpan.FromMilliseconds(300));

        await supervisor.RunAsync(_stopping.Token);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => supervisor.Ready);
        Assert.StartsWith("The resource 'router' was not healthy after 0 s: GET /health answered 503. Read its log ", exception.Message, StringComparison.Ordinal);
        Assert.Null(State.Process);
    }

    [Fact]
    public async Task UnexpectedFailure_BeforeTheFirstSuccess_FailsTheStartWithAMessage()
    {
        using var supervisor = Create(new ScriptWorkload("router", Serve) { OnPrepare = () => throw new UnauthorizedAccessException("Access to 'secrets' is denied.") });

        await supervisor.RunAsync(_stopping.Token);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => supervisor.Ready);
        Assert.Equal(
            $"The resource 'router' could not be started: Access to 'secrets' is denied. Check that the data folder belongs to you and that the disk is not full; its log is {State.LogPath}.",
            exception.Message);
        Assert.Equal(ResourceStatuses.Failed, State.State);
    }

    [Theory]
    [InlineData(typeof(DistributedApplicationException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task Failure_AfterTheFirstSuccess_IsTriedAgain(Type failure)
    {
        var starts = 0;
        var workload = new ScriptWorkload("router", Serve)
        {
            OnPrepare = () =>
            {
                if (++starts == 2)
                {
                    throw (Exception)Activator.CreateInstance(failure, "the disk is full")!;
                }
            },
        };
        using var supervisor = Create(workload);
        var running = supervisor.RunAsync(_stopping.Token);
        await supervisor.Ready.WaitAsync(Token);

        Signals.Send(State.Process!.Pid, Signals.Kill);

        await Eventually.BecomesTrueAsync(() => starts == 3 && State.State == ResourceStatuses.Running, Token);
        Assert.Contains("the disk is full; starting it again in 2 s.", _output.ToString(), StringComparison.Ordinal);
        await StopAsync(running);
    }

    [Fact]
    public async Task Stop_WhileWaitingForTheRestart_Ends()
    {
        using var supervisor = Create(new ScriptWorkload("router", "exit 1") { OnProbe = () => ProbeResult.NotReady("refused") });
        var running = supervisor.RunAsync(_stopping.Token);
        await Eventually.BecomesTrueAsync(() => State.State == ResourceStatuses.Restarting, Token);

        await StopAsync(running);

        Assert.Equal(ResourceStatuses.Stopped, State.State);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => supervisor.Ready);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _output.Dispose();
        _folder.Dispose();
    }

    private Supervisor Create(ScriptWorkload workload, TimeSpan? startTimeout = null)
    {
        return new Supervisor(workload, _services, new SupervisorTiming { StartTimeout = startTimeout ?? TimeSpan.FromSeconds(60), StartProbeInterval = TimeSpan.FromMilliseconds(10) });
    }

    private async Task StopAsync(Task running)
    {
        await _stopping.CancelAsync();
        await running.WaitAsync(Token);
    }
}
