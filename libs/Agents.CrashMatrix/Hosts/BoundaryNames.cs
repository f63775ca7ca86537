using Switchyard.Agents.Journal;

namespace Switchyard.Agents.CrashMatrix.Hosts;

/// <summary>What the moments are called at which a host may die; each has a "before" and an "after".</summary>
public static class BoundaryNames
{
    internal const string Start = "start";
    internal const string TakeOver = "take-over";
    internal const string ModelCall = "model call";
    internal const string Intent = "intent";
    internal const string Effect = "effect";
    internal const string Receipt = "receipt";

    /// <summary>The receipt of an effect that had no intent, since it changes nothing outside.</summary>
    internal const string PureReceipt = "pure receipt";

    /// <summary>The intent of a call of another agent: its run is named by the call and goes on, so that nobody has to be asked.</summary>
    internal const string MemberIntent = "member intent";

    /// <summary>The receipt of such a call.</summary>
    internal const string MemberReceipt = "member receipt";
    internal const string Step = "step";

    /// <summary>A step with the snapshot that follows it: they are written together.</summary>
    internal const string Checkpoint = "checkpoint";
    internal const string Question = "question";
    internal const string Uncertain = "uncertain";
    internal const string Answer = "answer";
    internal const string End = "end";

    // What is written together is called by what matters most in it.
    private static readonly (JournalEntryKind Kind, string Name)[] s_byImportance =
    [
        (JournalEntryKind.Ended, End),
        (JournalEntryKind.Snapshot, Checkpoint),
        (JournalEntryKind.Question, Question),
        (JournalEntryKind.Uncertain, Uncertain),
        (JournalEntryKind.Answer, Answer),
        (JournalEntryKind.Intent, Intent),
        (JournalEntryKind.Receipt, Receipt),
    ];

    /// <summary>Gets all names.</summary>
    public static IReadOnlyList<string> All { get; } = [Start, TakeOver, ModelCall, Intent, Effect, Receipt, PureReceipt, MemberIntent, MemberReceipt, Step, Checkpoint, Question, Uncertain, Answer, End];

    internal static string Before(string name) => "before " + name;

    internal static string After(string name) => "after " + name;

    /// <summary>What an append is called.</summary>
    internal static string Of(IReadOnlyList<JournalEntry> entries)
    {
        foreach (var (kind, name) in s_byImportance)
        {
            if (entries.Any(entry => entry.Kind == kind))
            {
                return name;
            }
        }

        return Step;
    }
}
