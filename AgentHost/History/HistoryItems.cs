using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning.Runs;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.History;

/// <summary>Writes entries of journals as the API does.</summary>
internal static class HistoryItems
{
    public static RunHistoryItem Of(AgentHistoryItem entry)
    {
        var item = entry.Item;
        var isCall = item.Kind is JournalEntryKind.Intent or JournalEntryKind.Receipt or JournalEntryKind.Uncertain;
        return new RunHistoryItem
        {
            Sequence = item.Sequence,
            Kind = KindOf(item.Kind),
            Step = item.Step,
            Node = item.Node,
            Name = isCall ? item.Text : null,
            Key = item.Key,
            Text = isCall ? null : item.Text,
            Next = item.Kind == JournalEntryKind.Step ? item.Next : null,
            At = item.At,
            DurationMs = entry.Duration is { } duration ? Math.Round(duration.TotalMilliseconds, 3) : null,
            InputTokens = entry.InputTokens,
            OutputTokens = entry.OutputTokens,
            Cost = entry.Cost,
        };
    }

    private static string KindOf(JournalEntryKind kind) => kind switch
    {
        JournalEntryKind.Started => RunHistoryKinds.Started,
        JournalEntryKind.Intent => RunHistoryKinds.Intent,
        JournalEntryKind.Receipt => RunHistoryKinds.Receipt,
        JournalEntryKind.Uncertain => RunHistoryKinds.Uncertain,
        JournalEntryKind.Step => RunHistoryKinds.Step,
        JournalEntryKind.Snapshot => RunHistoryKinds.Snapshot,
        JournalEntryKind.Question => RunHistoryKinds.Question,
        JournalEntryKind.Answer => RunHistoryKinds.Answer,
        JournalEntryKind.Ended => RunHistoryKinds.Ended,
        _ => RunHistoryKinds.Migrated,
    };
}
