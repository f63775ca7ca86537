namespace Switchyard.Agents.Graphs.Runs;

/// <summary>How far a visit or a scope came, and with which state where it is done.</summary>
internal readonly record struct Outcome<TState>(OutcomeKind Kind, TState State)
{
    public Outcome<TOther> Without<TOther>() => new(Kind, default!);
}
