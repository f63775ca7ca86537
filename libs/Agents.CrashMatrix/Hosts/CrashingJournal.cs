using System.Collections.Concurrent;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.CrashMatrix.Hosts;

/// <summary>A journal before and after each of whose writes the process may die.</summary>
/// <param name="inner">The journal.</param>
/// <param name="gate">Where the process may die.</param>
/// <param name="leader">The run whose effects are calls of other agents; <see langword="null"/> where there is none.</param>
internal sealed class CrashingJournal(IRunJournal inner, BoundaryGate gate, Guid? leader) : DelegatingRunJournal(inner)
{
    private readonly ConcurrentDictionary<string, bool> _intents = new();

    public override Task<bool> CreateAsync(NewRun run, CancellationToken cancellationToken = default) =>
        gate.PassAsync(BoundaryNames.Start, () => base.CreateAsync(run, cancellationToken));

    public override Task<RunLease?> AcquireAsync(Guid runId, string owner, CancellationToken cancellationToken = default) =>
        gate.PassAsync(BoundaryNames.TakeOver, () => base.AcquireAsync(runId, owner, cancellationToken));

    public override Task<bool> AppendAsync(RunLease lease, IReadOnlyList<JournalEntry> entries, RunStatus status, CancellationToken cancellationToken = default) =>
        gate.PassAsync(lease.RunId == leader ? NameOfCall(NameOf(entries)) : NameOf(entries), () => base.AppendAsync(lease, entries, status, cancellationToken));

    private static string NameOfCall(string name) => name switch { BoundaryNames.Intent => BoundaryNames.MemberIntent, BoundaryNames.Receipt => BoundaryNames.MemberReceipt, _ => name };

    private string NameOf(IReadOnlyList<JournalEntry> entries)
    {
        foreach (var entry in entries.Where(entry => entry.Kind == JournalEntryKind.Intent))
        {
            _intents[entry.Key!] = true;
        }

        var name = BoundaryNames.Of(entries);
        return name == BoundaryNames.Receipt && !entries.Any(entry => entry.Key is { } key && _intents.ContainsKey(key)) ? BoundaryNames.PureReceipt : name;
    }
}
