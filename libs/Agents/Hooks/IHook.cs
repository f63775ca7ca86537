namespace Switchyard.Agents.Hooks;

/// <summary>Looks at an agent's work at some points, and may change, refuse or replace what is about to happen.</summary>
/// <remarks>
/// Called by many runs at once. It has <see cref="HookPipelineOptions.TimeBudget"/> for each call; then its token is cancelled, the run goes on without it and
/// it must leave the context alone. What it throws is counted and never the run's failure.
/// </remarks>
public interface IHook
{
    /// <summary>Gets the name under which it is counted, unique in its pipeline.</summary>
    string Name { get; }

    /// <summary>Gets its place: lower numbers are asked first, equal ones in the order in which they were given.</summary>
    int Priority { get; }

    /// <summary>Gets the points at which it is asked.</summary>
    IReadOnlyList<HookPoint> Points { get; }

    /// <summary>Gets whether it only looks: what it returns is ignored, and where it takes its time others of equal priority that only look run meanwhile. It notes what it has to note in the context before it waits for anything. Default: it does more.</summary>
    bool OnlyObserves => false;

    /// <summary>
    /// Gets whether what it looks at must not happen without it: where it fails or takes too long, what can be refused at its point is refused this once, and it
    /// is asked again the next time, however often it took too long. Default: it does happen, and a hook that takes too long too often is disabled.
    /// </summary>
    bool IsGuard => false;

    /// <summary>Whether it is to be asked about this; for filters by agent, user, tool or model.</summary>
    bool Matches(HookContext context) => true;

    /// <summary>Looks at what happens.</summary>
    /// <param name="context">What happens. Belongs to the run: not to be kept after the call.</param>
    /// <param name="cancellationToken">Cancelled when the run is, and when the time budget is used up. Not to be kept after the call.</param>
    ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken);
}
