namespace Switchyard.Web.Graphs;

/// <summary>A node of a graph that is to be drawn.</summary>
/// <param name="Id">Its name in the text it was read from.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What is written in it.</param>
/// <param name="Path">How the events of a run name it: the names of the nodes around it and its own, with <c>/</c> between them.</param>
/// <param name="Inner">The graph in it; <see langword="null"/> where it is none.</param>
internal sealed record FlowNode(string Id, FlowNodeKind Kind, string Text, string Path, FlowGraph? Inner);
