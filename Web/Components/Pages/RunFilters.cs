using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Components.Pages;

/// <summary>The choices above the list of runs.</summary>
internal sealed record RunFilters(string? Status, string Label)
{
    public static IReadOnlyList<RunFilters> All { get; } =
    [
        new(null, "All"),
        new(RunStatuses.Running, "Running"),
        new(RunStatuses.Waiting, "Waiting"),
        new(RunStatuses.Completed, "Completed"),
        new(RunStatuses.Failed, "Failed"),
        new(RunStatuses.Cancelled, "Cancelled"),
        new(RunStatuses.Interrupted, "Interrupted"),
    ];
}
