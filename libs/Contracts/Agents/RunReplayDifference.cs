namespace Switchyard.Contracts.Agents;


/// <summary>A call of a replay that the run did not make.</summary>
public sealed record RunReplayDifference
{
    /// <summary>Gets the node.</summary>
    public required string Node { get; init; }

    /// <summary>Gets the step of the replay.</summary>
    public required int Step { get; init; }

    /// <summary>Gets which call of the node's it is, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Gets what is recorded at this place; absent where nothing is.</summary>
    public string? Recorded { get; init; }

    /// <summary>Gets what the replay called.</summary>
    public required string Made { get; init; }

    /// <summary>Gets whether it was called; otherwise the replay ended here.</summary>
    public required bool WasCalled { get; init; }
}
