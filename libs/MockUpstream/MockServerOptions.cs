using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream;

/// <summary>What a <see cref="MockServer"/> starts with.</summary>
public sealed record MockServerOptions
{
    /// <summary>Gets the port on 127.0.0.1; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Gets the scenario of requests that name none: 60 words at once by default.</summary>
    public Scenario Default { get; init; } = new();

    /// <summary>Gets what texts, identifiers and the share of faults are drawn from; 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Gets how many requests are remembered, 1,000 by default; 0 saves the time it takes.</summary>
    public int KeepRequests { get; init; } = 1000;

    /// <summary>Gets the key callers must have; null, the default, asks for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Gets the models that are listed; requests may name any.</summary>
    public IReadOnlyList<string> Models { get; init; } = ["mock-large", "mock-small", "mock-embedding"];

    /// <summary>Gets the clock of all waiting and of the records.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
