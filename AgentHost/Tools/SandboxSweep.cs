using Switchyard.Sandbox;

namespace Switchyard.AgentHost.Tools;

/// <summary>Removes, when the host starts, what hosts on this machine have left of code that was at work when they were killed.</summary>
internal sealed class SandboxSweep : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        SandboxLeftovers.Remove();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
