namespace Switchyard.Agents.Journal;

/// <summary>A run to be written down.</summary>
/// <param name="Id">Its name, chosen by whoever starts it, so that starting it twice finds the first.</param>
/// <param name="Graph">The name of the graph.</param>
/// <param name="State">The entry <see cref="JournalEntryKind.Started"/>'s data.</param>
public sealed record NewRun(Guid Id, string Graph, ReadOnlyMemory<byte> State)
{
    /// <summary>Gets on whose behalf it runs; empty where nobody asks.</summary>
    public string User { get; init; } = "";
}
