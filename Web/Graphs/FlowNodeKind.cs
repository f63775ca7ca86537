namespace Switchyard.Web.Graphs;

/// <summary>What a node of a drawn graph is.</summary>
internal enum FlowNodeKind
{
    /// <summary>Where the graph is entered.</summary>
    Start,

    /// <summary>A step.</summary>
    Step,

    /// <summary>A step that is a graph itself.</summary>
    Group,

    /// <summary>Where the graph is left.</summary>
    End,
}
