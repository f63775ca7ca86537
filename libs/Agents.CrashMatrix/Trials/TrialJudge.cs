using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.CrashMatrix.Trials;

/// <summary>Compares a run whose host was killed with one that was left alone.</summary>
/// <param name="expected">The one that was left alone.</param>
internal sealed class TrialJudge(Undisturbed expected)
{
    // Between the intent and the receipt of an effect nobody knows whether it happened.
    private static readonly string[] s_inDoubt =
    [
        BoundaryNames.After(BoundaryNames.Intent), BoundaryNames.Before(BoundaryNames.Effect), BoundaryNames.After(BoundaryNames.Effect), BoundaryNames.Before(BoundaryNames.Receipt),
    ];

    /// <param name="trial">Which one.</param>
    /// <param name="killed">How the host ended that was to be killed.</param>
    /// <param name="resumed">How the host ended that went on.</param>
    /// <param name="calls">What the other side noted of both.</param>
    public CrashTrial Judge(CrashTrial trial, HostEnd killed, HostEnd resumed, IReadOnlyList<RemoteCall> calls)
    {
        var done = calls.Where(call => call.Kind == RemoteCallKind.Did).ToList();
        trial = trial with
        {
            Repeated = done.Count - done.DistinctBy(call => call.What).Count(),
            CalledAgain = calls.Count - done.Count - expected.Calls.Count(call => call.Kind != RemoteCallKind.Did),
            Uncertain = resumed.Answer?.Uncertain ?? 0,
            IsLost = resumed.Answer is not { Status: RunStatus.Completed } answer || answer.Output != expected.Answer.Output,
            WentOnAfter = TimeSpan.FromMilliseconds(resumed.Answer?.WentOnAfterMilliseconds ?? 0),
            DoneAfter = resumed.Took,
        };
        return trial with { Violations = [.. FindViolations(trial, killed, resumed, done)] };
    }

    private IEnumerable<string> FindViolations(CrashTrial trial, HostEnd killed, HostEnd resumed, List<RemoteCall> done)
    {
        if (!killed.WasKilled)
        {
            yield return $"the host was not killed there: {killed.Describe()}";
        }

        if (trial.IsLost)
        {
            yield return resumed.Answer is { } answer ? $"the run is lost: {answer.Status} {answer.Error} with '{answer.Output}'" : $"the run is lost, its next host failed: {resumed.Describe()}";
        }

        foreach (var effect in done.GroupBy(call => call.What).Where(group => group.Count() > 1))
        {
            yield return $"'{effect.Key}' happened {effect.Count()} times";
        }

        foreach (var missing in WhatIsDone(expected.Calls).Except(WhatIsDone(done)))
        {
            yield return $"'{missing}' did not happen";
        }

        var asked = trial.Class == EffectClass.Unsafe && s_inDoubt.Contains(trial.Boundary) ? 1 : 0;
        if (resumed.Answer is not null && trial.Uncertain != asked)
        {
            yield return $"a person was asked {trial.Uncertain} times whether an effect happened, not {asked}";
        }
    }

    private static IEnumerable<string> WhatIsDone(IEnumerable<RemoteCall> calls) => calls.Where(call => call.Kind == RemoteCallKind.Did).Select(call => call.What);
}
