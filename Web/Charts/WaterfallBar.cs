using Switchyard.Contracts.Routing;

namespace Switchyard.Web.Charts;

/// <summary>One attempt on the time axis, in thousandths of its width.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Number">Its place among the candidates, from 1.</param>
/// <param name="Start">Where it began.</param>
/// <param name="FirstByte">Where the upstream began to answer; absent where it did not.</param>
/// <param name="End">Where it ended, or now.</param>
/// <param name="IsUnderWay">Whether it goes on.</param>
internal sealed record WaterfallBar(AttemptInfo Attempt, int Number, int Start, int? FirstByte, int End, bool IsUnderWay)
{
    /// <summary>The shortest bar that can still be seen.</summary>
    private const int MinWidth = 4;

    /// <summary>Gets where waiting for the answer ended.</summary>
    public int WaitEnd => FirstByte ?? End;

    public int WaitWidth => Math.Max(WaitEnd - Start, FirstByte is null ? MinWidth : 0);

    public int AnswerWidth => FirstByte is { } first ? Math.Max(End - first, MinWidth) : 0;
}
