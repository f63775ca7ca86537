using Switchyard.Contracts.Queue;

namespace Switchyard.Web.Jobs;

/// <summary>A choice above the list of jobs.</summary>
/// <param name="Name">How the address names it; empty for the first.</param>
/// <param name="Label">How people do.</param>
/// <param name="Statuses">The statuses of the jobs it shows; none for all.</param>
/// <param name="Emptiness">What is said where there is no such job.</param>
internal sealed record JobTab(string Name, string Label, IReadOnlyList<string> Statuses, string Emptiness)
{
    public static JobTab Everything { get; } = new(string.Empty, "All", [], "No such job");

    public static JobTab Waiting { get; } = new("waiting", "Waiting", [JobStatuses.Pending], "No job waits now");

    public static JobTab DeadLetters { get; } = new("dead", "Dead letters", JobStatuses.Dead, "No job has failed or taken too long");

    public static IReadOnlyList<JobTab> All { get; } =
    [
        Everything,
        Waiting,
        new("running", "Running", [JobStatuses.Running], "No job is running now"),
        new("ended", "Ended", JobStatuses.Ended, "No job has ended yet"),
        DeadLetters,
    ];

    public static JobTab Find(string? name) => All.FirstOrDefault(tab => tab.Name == name) ?? Everything;
}
