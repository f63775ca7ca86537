namespace Switchyard.Agents.Journal;

/// <summary>One line of a run's journal. What was written is never changed.</summary>
/// <param name="Sequence">Its number in the run: 1, 2, 3 … without gaps.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Step">The number of the step it belongs to; 0 before the first.</param>
/// <param name="Node">The node it belongs to, with its path where it is in a subgraph; <see langword="null"/> where it is the run's.</param>
/// <param name="Key">The key of the effect or question it belongs to; <see langword="null"/> elsewhere.</param>
/// <param name="Data">More about it: JSON in UTF-8, or nothing.</param>
/// <param name="At">When it was written, by the clock of the store; what is given on appending does not count.</param>
public sealed record JournalEntry(long Sequence, JournalEntryKind Kind, int Step, string? Node, string? Key, ReadOnlyMemory<byte> Data, DateTimeOffset At = default);
