using Switchyard.Agents;
using Switchyard.Agents.Journal;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>Says in the API's words how a run ended.</summary>
internal static class RunVerdict
{
    /// <summary>Why the journal of a run that its user stopped says that it is over.</summary>
    public const string Cancelled = "Somebody cancelled the run.";

    /// <summary>Begins why the journal of a run that this service gave up says that it is over.</summary>
    public const string GivenUp = "Given up: ";

    /// <summary>Why the journal of a run that this service ended, since its budget of time did not end it, says that it is over.</summary>
    public const string OverTime = $"{GivenUp}The run took longer than its budget allows.";

    public static (string Status, string Type, string? Error) Of(AgentResult result) => result switch
    {
        { IsSuccess: true } => (RunStatuses.Completed, RunEventTypes.Completed, null),
        { Status: RunStatus.Cancelled, Error: Cancelled } => (RunStatuses.Cancelled, RunEventTypes.Cancelled, null),
        { Status: RunStatus.Cancelled, Error: { } error } when error.StartsWith(GivenUp, StringComparison.Ordinal) => (RunStatuses.Failed, RunEventTypes.Failed, error[GivenUp.Length..]),
        { Status: RunStatus.Cancelled } => (RunStatuses.Cancelled, RunEventTypes.Cancelled, result.Error),
        _ => (RunStatuses.Failed, RunEventTypes.Failed, result.Error is null ? null : SafeText.Clean(result.Error)),
    };
}
