using System.Text.Json;
using Switchyard.Agents.Graphs.Deltas;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Finds the results of a run's effects in its journal, those of steps that are done included.</summary>
internal sealed class ResultSearch(IRunJournal journal, Guid runId)
{
    // Results may be long, and one of them is wanted.
    private const int PageLength = 32;

    /// <summary>Finds the result of the effect whose key begins so; the last one where a call was made again.</summary>
    public async Task<JsonElement?> FindAsync(string keyStart, CancellationToken cancellationToken)
    {
        JournalEntry? found = null;
        IReadOnlyList<JournalEntry> page;
        long after = 0;
        do
        {
            page = await journal.ReadAsync(runId, after, PageLength, cancellationToken).ConfigureAwait(false);
            found = page.LastOrDefault(entry => entry.Kind == JournalEntryKind.Receipt && entry.Key?.StartsWith(keyStart, StringComparison.Ordinal) == true) ?? found;
            after = page is [.., var last] ? last.Sequence : after;
        }
        while (page.Count == PageLength);
        return found is not null && EntryJson.Parse(found.Data).TryGetProperty("result", out var result) ? result : null;
    }
}
