using Switchyard.Hosting.Logs;

namespace Switchyard.Hosting.Supervision;

/// <summary>The messages of a start that failed: which resource, what was seen, what to do.</summary>
internal static class FailureMessages
{
    public static string NeverHealthy(IWorkload workload, ProbeResult probe, TimeSpan timeout, ResourceLog log)
    {
        return $"The resource '{workload.Name}'{AtPorts(workload)} was not healthy after {timeout.TotalSeconds:0} s: {probe.Description}. "
            + $"Read its log {log.Path}; if it only needs longer, raise Switchyard__StartTimeoutSeconds."
            + Lines(log.TakeTail());
    }

    public static string CannotStart(IWorkload workload, string reason, IReadOnlyList<string> tail, string logPath)
    {
        return $"The resource '{workload.Name}'{AtPorts(workload)} {reason} each time it was started. Its log {logPath} says why." + Lines(tail);
    }

    public static string Unexpected(IWorkload workload, Exception exception, string logPath)
    {
        return $"The resource '{workload.Name}'{AtPorts(workload)} could not be started: {exception.Message} "
            + $"Check that the data folder belongs to you and that the disk is not full; its log is {logPath}.";
    }

    private static string AtPorts(IWorkload workload)
    {
        return workload.Ports.Count == 0 ? string.Empty : $" (port {string.Join(", ", workload.Ports)})";
    }

    private static string Lines(IReadOnlyList<string> tail)
    {
        return tail.Count == 0 ? string.Empty : $" Its last lines:{Environment.NewLine}  | {string.Join(Environment.NewLine + "  | ", tail)}";
    }
}
