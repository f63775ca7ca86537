using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>The kinds of runs whose host can be killed.</summary>
public static class CrashSubjects
{
    private static readonly Dictionary<string, Func<IRunJournal, Remote, BoundaryGate, ICrashSubject>> s_kinds = new(StringComparer.Ordinal)
    {
        [PlainGraph.Kind] = static (journal, remote, _) => new PlainGraph(journal, remote),
    };

    /// <summary>Gets their names.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. s_kinds.Keys];

    internal static ICrashSubject Create(string kind, IRunJournal journal, Remote remote, BoundaryGate gate) =>
        s_kinds.TryGetValue(kind, out var create) ? create(journal, remote, gate) : throw new ArgumentException($"There is no kind '{kind}'. Kinds: {string.Join(", ", Kinds)}.", nameof(kind));
}
