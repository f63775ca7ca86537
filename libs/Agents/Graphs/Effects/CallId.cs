namespace Switchyard.Agents.Graphs.Effects;

/// <summary>The place of a call in its run: which of the calls of which visit of a node in which scope.</summary>
internal readonly record struct CallId(string Scope, int Visit, int Ordinal);
