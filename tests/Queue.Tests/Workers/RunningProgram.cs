using Microsoft.Extensions.Hosting;

namespace Switchyard.Queue.Tests.Workers;

/// <summary>A program that has started and goes on.</summary>
internal sealed class RunningProgram : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted { get; } = new(canceled: true);

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => throw new NotSupportedException();
}
