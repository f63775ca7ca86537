namespace Switchyard.InferenceNode.Telemetry;

/// <summary>Has the container make the instruments when the service starts, so that an idle node shows zeros and not nothing.</summary>
internal sealed class MetricsStarter(InferenceTelemetry telemetry) : IHostedService
{
    private readonly InferenceTelemetry _telemetry = telemetry;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(_telemetry);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
