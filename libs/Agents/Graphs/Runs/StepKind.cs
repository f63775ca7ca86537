namespace Switchyard.Agents.Graphs.Runs;

/// <summary>What a step is to its run.</summary>
internal enum StepKind
{
    /// <summary>Others follow.</summary>
    Inner,

    /// <summary>Branches meet; without code of its own but the reducer's, so that it can be done again.</summary>
    Merge,

    /// <summary>The run is done with it.</summary>
    Last,
}
