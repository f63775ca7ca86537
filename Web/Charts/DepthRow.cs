using Switchyard.Contracts.Queue;

namespace Switchyard.Web.Charts;

/// <summary>One priority of a queue as a bar, in thousandths of the width.</summary>
/// <param name="Depth">What it shows.</param>
/// <param name="Running">How much of the bar is jobs that workers have.</param>
/// <param name="Ready">How much is jobs that could start.</param>
/// <param name="Delayed">How much is jobs that wait for their time.</param>
/// <param name="Age">How long the bar of the oldest is.</param>
internal sealed record DepthRow(QueueDepth Depth, int Running, int Ready, int Delayed, int Age)
{
    public bool IsEmpty => Depth.Running + Depth.Ready + Depth.Delayed == 0;
}
