using System.Text.Json;
using Switchyard.Agents.Graphs.Deltas;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>One line of a run's history.</summary>
/// <param name="Sequence">The entry's number, at which the state can be read and the run be forked.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Step">The step it belongs to.</param>
/// <param name="Node">The node it belongs to.</param>
/// <param name="Key">The key of the effect or question.</param>
/// <param name="Text">The effect's name, the question, the answer or the error.</param>
/// <param name="Next">Which nodes come next, after a step.</param>
/// <param name="At">When it was written.</param>
public sealed record HistoryItem(long Sequence, JournalEntryKind Kind, int Step, string? Node, string? Key, string? Text, IReadOnlyList<string> Next, DateTimeOffset At)
{
    /// <summary>Gets an effect's result.</summary>
    public JsonElement? Result { get; init; }

    internal static HistoryItem Of(JournalEntry entry)
    {
        var data = entry.Data.IsEmpty ? default : EntryJson.Parse(entry.Data);
        var isObject = data.ValueKind == JsonValueKind.Object;
        return new HistoryItem(entry.Sequence, entry.Kind, entry.Step, entry.Node, entry.Key, isObject ? TextOf(entry.Kind, data) : null, isObject ? data.GetStrings("next") : [], entry.At)
        {
            Result = isObject && data.TryGetProperty("result", out var result) ? result : null,
        };
    }

    private static string? TextOf(JournalEntryKind kind, JsonElement data) => kind switch
    {
        JournalEntryKind.Question => data.GetProperty("arguments").GetString("question"),
        JournalEntryKind.Answer => data.GetString("answer"),
        JournalEntryKind.Uncertain => data.GetString("effect"),
        JournalEntryKind.Migrated => string.Join(' ', data.GetStrings("changes")),
        JournalEntryKind.Step => null,
        _ => data.GetString("error") ?? data.GetString("name"),
    };
}
