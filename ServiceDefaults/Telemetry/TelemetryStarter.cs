using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace Switchyard.ServiceDefaults.Telemetry;

/// <summary>Has the container make the SDK when the service starts: nobody else asks for it.</summary>
internal sealed class TelemetryStarter(OpenTelemetrySdk sdk) : IHostedService
{
    private readonly OpenTelemetrySdk _sdk = sdk;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(_sdk);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
