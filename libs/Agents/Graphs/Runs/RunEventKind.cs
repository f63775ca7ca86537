namespace Switchyard.Agents.Graphs.Runs;

/// <summary>What happened in a run.</summary>
public enum RunEventKind
{
    /// <summary>It was written down and begins.</summary>
    Started,

    /// <summary>It was taken over and goes on.</summary>
    Resumed,

    /// <summary>It goes on over changed code.</summary>
    Migrated,

    /// <summary>A node begins its work.</summary>
    StepStarted,

    /// <summary>A step is journalled; the text says which nodes are next.</summary>
    StepDone,

    /// <summary>An effect is about to be called.</summary>
    EffectStarted,

    /// <summary>An effect's result or failure is journalled.</summary>
    EffectDone,

    /// <summary>A call was answered with its journalled result.</summary>
    EffectReused,

    /// <summary>Nobody knows whether an effect happened; a person decides.</summary>
    EffectUncertain,

    /// <summary>A person is asked.</summary>
    Asked,

    /// <summary>A person has answered.</summary>
    Answered,

    /// <summary>Nothing can be done before a person answers.</summary>
    Waiting,

    /// <summary>The caller cancelled; the run can go on later.</summary>
    Paused,

    /// <summary>Another host has it now.</summary>
    Lost,

    /// <summary>It has reached an end of its graph.</summary>
    Completed,

    /// <summary>It cannot go on; the text says why.</summary>
    Failed,

    /// <summary>Somebody ended it.</summary>
    Cancelled,

    /// <summary>Another run was made of its first entries; the text is that run's name.</summary>
    Forked,
}
