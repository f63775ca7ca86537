namespace Switchyard.Agents.Graphs.Runs;

/// <summary>What a person says about an effect of which nobody knows whether it happened.</summary>
public enum UncertainAnswer
{
    /// <summary>It happened, and gave a result.</summary>
    Happened,

    /// <summary>It did not happen: do it.</summary>
    DidNotHappen,

    /// <summary>End the run.</summary>
    EndRun,
}
