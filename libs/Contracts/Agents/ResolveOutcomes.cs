namespace Switchyard.Contracts.Agents;


/// <summary>What a person can say about a call of which nobody knows whether it happened.</summary>
public static class ResolveOutcomes
{
    /// <summary>It happened, and gave a result.</summary>
    public const string Happened = "happened";

    /// <summary>It did not happen: make it.</summary>
    public const string DidNotHappen = "did_not_happen";

    /// <summary>End the run.</summary>
    public const string End = "end";
}
