using Switchyard.Agents.Journal;

namespace Switchyard.Agents.CrashMatrix.Hosts;

/// <summary>How far a host came that was not killed.</summary>
/// <param name="Status">What the run is doing.</param>
/// <param name="Output">What the run has made.</param>
/// <param name="Error">Why it made nothing.</param>
/// <param name="Boundaries">The boundaries that were passed, in order.</param>
/// <param name="Uncertain">How many times a person had to say whether an effect happened.</param>
/// <param name="WentOnAfterMilliseconds">How long it took from the opening of the journal until the run went on.</param>
internal sealed record CrashAnswer(RunStatus Status, string Output, string? Error, IReadOnlyList<string> Boundaries, int Uncertain, double WentOnAfterMilliseconds);
