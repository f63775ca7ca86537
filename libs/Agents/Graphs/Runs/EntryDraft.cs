using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>An entry that has no number yet.</summary>
internal readonly record struct EntryDraft(JournalEntryKind Kind, int Step, string? Node, string? Key, byte[] Data)
{
    public static EntryDraft Intent(CallRequest call) => new(JournalEntryKind.Intent, call.Visit.Step, call.Visit.Path, call.Key, EntryData.Call(call));

    public static EntryDraft Question(CallRequest call) => new(JournalEntryKind.Question, call.Visit.Step, call.Visit.Path, call.Key, EntryData.Call(call));

    public static EntryDraft Receipt(CallRequest call, CallOutcome outcome) =>
        new(JournalEntryKind.Receipt, call.Visit.Step, call.Visit.Path, call.Key, EntryData.Receipt(outcome, call.Class == EffectClass.Pure ? call : null, null));

    public static EntryDraft Uncertain(CallRequest call) => new(JournalEntryKind.Uncertain, call.Visit.Step, call.Visit.Path, call.Key, EntryData.Text("effect", call.Name));

    /// <summary>What a person says about a call.</summary>
    public static EntryDraft Said(CallRecord call, JournalEntryKind kind, byte[] data) => new(kind, call.Step, call.Node, call.Key, data);

    /// <summary>The same question once more: it changes nothing but what the run is said to be doing.</summary>
    public static EntryDraft AskAgain(CallRecord call) => call.IsQuestion
        ? new(JournalEntryKind.Question, call.Step, call.Node, call.Key, EntryData.Question(call))
        : new(JournalEntryKind.Uncertain, call.Step, call.Node, call.Key, EntryData.Text("effect", call.Name));

    public static EntryDraft Ended(int step, string? error) => new(JournalEntryKind.Ended, step, null, null, error is null ? [] : EntryData.Text("error", error));

    public JournalEntry ToEntry(long sequence) => new(sequence, Kind, Step, Node, Key, Data);
}
