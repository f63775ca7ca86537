namespace Switchyard.Agents.Graphs.Runs;

/// <summary>How far a visit or a scope came.</summary>
internal enum OutcomeKind
{
    Done,
    Suspended,
    Failed,
}
