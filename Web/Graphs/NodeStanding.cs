namespace Switchyard.Web.Graphs;

/// <summary>What a run does at a node.</summary>
public enum NodeStanding
{
    /// <summary>It has not been there.</summary>
    Untouched,

    /// <summary>It is at work there.</summary>
    Active,

    /// <summary>It waits there for a person.</summary>
    Waiting,

    /// <summary>It has been there.</summary>
    Done,

    /// <summary>It failed there.</summary>
    Failed,
}
