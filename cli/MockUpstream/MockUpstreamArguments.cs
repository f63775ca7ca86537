namespace Switchyard.Cli.MockUpstream;

/// <summary>The command's options as they were given.</summary>
internal sealed record MockUpstreamArguments
{
    public int Port { get; init; }

    public TimeSpan? Latency { get; init; }

    public TimeSpan? FirstToken { get; init; }

    public int? Tokens { get; init; }

    public double? Rate { get; init; }

    public ulong Seed { get; init; }

    public string? Scenario { get; init; }

    public int KeepRequests { get; init; }

    public string? ApiKey { get; init; }
}
