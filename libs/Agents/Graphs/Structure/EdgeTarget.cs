namespace Switchyard.Agents.Graphs.Structure;

/// <summary>Where an edge leads, and the name of the choice that leads there.</summary>
internal readonly record struct EdgeTarget(string Label, string Node);
