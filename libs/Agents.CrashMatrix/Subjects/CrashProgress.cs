using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>How far a run came.</summary>
/// <param name="Status">What it is doing.</param>
/// <param name="Output">What it has made; the same however often its host died.</param>
/// <param name="Error">Why it made nothing.</param>
/// <param name="Waiting">What it waits for a person to say.</param>
internal sealed record CrashProgress(RunStatus Status, string Output, string? Error, IReadOnlyList<PersonRequest> Waiting);
