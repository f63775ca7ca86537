namespace Switchyard.Agents.Journal;

/// <summary>What an entry of a journal says. The numbers are stored: none is changed or used again.</summary>
public enum JournalEntryKind
{
    /// <summary>The run began; holds its first state. Always the first entry.</summary>
    Started = 0,

    /// <summary>An effect is about to happen; holds what is asked of whom, under which key.</summary>
    Intent = 1,

    /// <summary>An effect happened; holds its result, which is used from now on instead of another call.</summary>
    Receipt = 2,

    /// <summary>Nobody knows whether an effect happened; a person decides.</summary>
    Uncertain = 3,

    /// <summary>A step is done; holds what it changed of the state and which nodes are next.</summary>
    Step = 4,

    /// <summary>The whole state, so that reading need not begin at the beginning.</summary>
    Snapshot = 5,

    /// <summary>A person is asked; holds the question.</summary>
    Question = 6,

    /// <summary>A person has answered; holds the answer.</summary>
    Answer = 7,

    /// <summary>The run is over; holds why, where it did not complete.</summary>
    Ended = 8,

    /// <summary>The run goes on over code that has changed; holds what was changed and by which migration the state was carried over.</summary>
    Migrated = 9,
}
