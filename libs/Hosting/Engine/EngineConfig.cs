using Microsoft.Extensions.Configuration;
using Switchyard.Hosting.Home;

namespace Switchyard.Hosting.Engine;

/// <summary>How a composition is run.</summary>
internal sealed record EngineConfig
{
    private const string StartTimeoutKey = "Switchyard:StartTimeoutSeconds";
    private const double DefaultStartTimeoutSeconds = 120;

    public required HomeFolder Home { get; init; }

    /// <summary>Gets AppHost's own output folder; the services lie beside it.</summary>
    public required string HostOutput { get; init; }

    /// <summary>Gets a value indicating whether every endpoint gets any free port.</summary>
    public required bool AnyPorts { get; init; }

    /// <summary>Gets how long a resource may take until it is healthy.</summary>
    public required TimeSpan StartTimeout { get; init; }

    public required TextWriter Output { get; init; }

    public static TimeSpan ReadStartTimeout(IConfiguration configuration)
    {
        return TimeSpan.FromSeconds(configuration.GetValue(StartTimeoutKey, DefaultStartTimeoutSeconds));
    }
}
