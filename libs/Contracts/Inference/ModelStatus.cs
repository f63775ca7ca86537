namespace Switchyard.Contracts.Inference;

/// <summary>A model of an inference node, as it is now.</summary>
public sealed record ModelStatus
{
    /// <summary>Gets the model string a request names.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the state: <c>unloaded</c>, <c>loading</c>, <c>loaded</c>, <c>unloading</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>Gets why the last load did not succeed.</summary>
    public string? Failure { get; init; }

    /// <summary>Gets the model's folder; absent for a built-in model.</summary>
    public string? Folder { get; init; }

    /// <summary>Gets the name of what runs it.</summary>
    public required string Runner { get; init; }

    /// <summary>Gets whether it stays loaded until an operator unloads it.</summary>
    public bool Pinned { get; init; }

    /// <summary>Gets the estimated bytes it takes; 0 while it is not loaded.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Gets the context length in tokens, known once it was loaded.</summary>
    public int? MaxModelLen { get; init; }

    /// <summary>Gets the requests it works on at once, known once it was loaded.</summary>
    public int? Slots { get; init; }

    /// <summary>Gets the requests that hold a slot.</summary>
    public int Running { get; init; }

    /// <summary>Gets the requests that hold the model, those that wait for a slot included.</summary>
    public int Requests { get; init; }

    /// <summary>Gets when a request last had it.</summary>
    public DateTimeOffset? LastUsed { get; init; }
}
