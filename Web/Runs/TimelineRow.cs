using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Runs;

/// <summary>A row of a run's timeline; places are thousandths of its width.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Item">The entry that ended it, or the one that began it where it goes on.</param>
/// <param name="Began">When it began.</param>
/// <param name="Took">How long it took, or takes so far.</param>
/// <param name="Start">Where its bar begins.</param>
/// <param name="Width">How long its bar is.</param>
/// <param name="IsOpen">Whether it goes on.</param>
internal sealed record TimelineRow(TimelineKind Kind, RunHistoryItem Item, DateTimeOffset Began, TimeSpan Took, int Start, int Width, bool IsOpen)
{
    /// <summary>Gets whether it went wrong, or nobody knows.</summary>
    public bool IsBad => Item.Kind == RunHistoryKinds.Uncertain || (Item.Kind == RunHistoryKinds.Receipt && Item.Text is not null);
}
