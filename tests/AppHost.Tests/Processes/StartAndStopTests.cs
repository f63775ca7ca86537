using System.Net;
using System.Net.Sockets;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.State;

namespace Switchyard.AppHost.Tests.Processes;

public sealed class StartAndStopTests : IDisposable
{
    private readonly HomeOfATest _home = new();
    private readonly int _offset = PortOffset.Find();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AppHost_TellsItsAddressRefusesASecondAndStopsOnSigterm()
    {
        using var host = await AppHostProcess.StartReadyAsync(_home.Path, _offset, Token);
        Assert.Contains($"Switchyard is ready: http://localhost:{7070 + _offset}", host.Lines);
        Assert.Equal(["cache", "postgres", "inference-0", "router", "worker", "agenthost", "web"], host.State.Resources.Select(resource => resource.Name));
        var children = host.State.Resources.Select(resource => resource.Process!).ToList();

        using var second = AppHostProcess.Start(_home.Path, _offset);
        Assert.Equal(1, await second.WaitAsync(Token));
        Assert.Contains($"Switchyard runs already on {_home.Path}, as process {host.Id}.", second.Output, StringComparison.Ordinal);

        Assert.Equal(0, await host.StopAsync(Token));
        Assert.DoesNotContain(children, ProcessTable.IsAlive);
        Assert.Equal(AppHostPhases.Stopped, host.State.Phase);
    }

    [Fact]
    public async Task Port_InUse_EndsTheStartWithOneMessage()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 7170 + _offset);
        listener.Start();

        using var host = AppHostProcess.Start(_home.Path, _offset);

        Assert.Equal(1, await host.WaitAsync(Token));
        Assert.Contains(host.Lines, line => line.StartsWith($"Port {7170 + _offset} of the resource 'router' is in use by ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Offset_BeyondThePorts_EndsTheStartWithOneMessage()
    {
        using var host = AppHostProcess.Start(_home.Path, offset: 60_000);

        Assert.Equal(1, await host.WaitAsync(Token));
        Assert.Equal(["67479 is not a port. Choose one from 1 to 65535; SWITCHYARD_PORT_OFFSET is added to all of them."], host.Lines);
    }

    [Theory]
    [InlineData("--Switchyard:InferenceNodes=abc", "Failed to convert configuration value 'abc' at 'Switchyard:InferenceNodes'")]
    [InlineData("--Switchyard:StartTimeoutSeconds=abc", "Failed to convert configuration value 'abc' at 'Switchyard:StartTimeoutSeconds'")]
    [InlineData("--Switchyard:RouterReplicas=0", "The resource 'router' cannot have 0 replicas.")]
    public async Task Setting_ThatIsWrong_EndsTheStartWithOneMessage(string setting, string expected)
    {
        using var host = AppHostProcess.Start(_home.Path, _offset, setting);

        Assert.Equal(1, await host.WaitAsync(Token));
        Assert.StartsWith(expected, Assert.Single(host.Lines), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _home.Dispose();
    }
}
