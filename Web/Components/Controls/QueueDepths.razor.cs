using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Queue;
using Switchyard.Web.Charts;
using Switchyard.Web.Jobs;

namespace Switchyard.Web.Components.Controls;

/// <summary>How many jobs wait and run, by queue and priority, and how long the oldest has waited: as bars with a common scale and as figures. A priority leads to its waiting jobs.</summary>
public sealed partial class QueueDepths
{
    private IReadOnlyList<IGrouping<string, DepthRow>> _queues = [];

    [Parameter, EditorRequired]
    public required IReadOnlyList<QueueDepth> Depths { get; set; }

    protected override void OnParametersSet() => _queues = DepthChart.Build(Depths);

    private static string AddressOf(QueueDepth depth) => new JobFilter(JobTab.Waiting, depth.Queue, depth.Priority).Address;
}
