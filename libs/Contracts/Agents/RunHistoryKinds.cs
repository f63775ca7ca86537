namespace Switchyard.Contracts.Agents;


/// <summary>What an entry of a run's journal says.</summary>
public static class RunHistoryKinds
{
    /// <summary>The run began.</summary>
    public const string Started = "started";

    /// <summary>A call is about to be made.</summary>
    public const string Intent = "intent";

    /// <summary>A call's result or failure.</summary>
    public const string Receipt = "receipt";

    /// <summary>Nobody knows whether a call happened.</summary>
    public const string Uncertain = "uncertain";

    /// <summary>A step is done.</summary>
    public const string Step = "step";

    /// <summary>The whole state.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>A person is asked.</summary>
    public const string Question = "question";

    /// <summary>A person has answered.</summary>
    public const string Answer = "answer";

    /// <summary>The run is over.</summary>
    public const string Ended = "ended";

    /// <summary>The run goes on over changed code.</summary>
    public const string Migrated = "migrated";
}
