namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Something that happened in a run; what is journalled was written before it is told.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Step">The step; 0 where it is the run's.</param>
/// <param name="Node">The node's path; <see langword="null"/> where it is the run's.</param>
/// <param name="Key">The key of the effect or question.</param>
/// <param name="Text">The effect's name, the question, the next nodes, the error; never arguments or results.</param>
public sealed record RunEvent(Guid RunId, RunEventKind Kind, int Step = 0, string? Node = null, string? Key = null, string? Text = null);
