namespace Switchyard.Cli.MockUpstream;

/// <summary>The command's options as they were given.</summary>
internal sealed record MockUpstreamArguments
{
    public int Port { get; init; }

    public string? Latency { get; init; }

    public string? FirstToken { get; init; }

    public string? Tokens { get; init; }

    public string? Rate { get; init; }

    public string? Seed { get; init; }

    public string? Scenario { get; init; }

    public int KeepRequests { get; init; }

    public string? ApiKey { get; init; }
}
