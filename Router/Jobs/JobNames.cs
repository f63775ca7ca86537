using Switchyard.Contracts.Queue;
using Switchyard.Queue;

namespace Switchyard.Router.Jobs;

/// <summary>The names under which callers know priorities, states and events.</summary>
internal static class JobNames
{
    // In the order of JobPriority, JobStatus and JobEventType.
    private static readonly string[] s_priorities = [.. JobPriorities.All];
    private static readonly string[] s_statuses = [.. JobStatuses.All];
    private static readonly string[] s_events = [.. JobEventTypes.All];

    public static string NameOf(JobPriority priority) => s_priorities[(int)priority];

    public static string NameOf(JobStatus status) => s_statuses[(int)status];

    public static string NameOf(JobEventType type) => s_events[(int)type];

    public static bool TryParse(string name, out JobPriority priority) => TryFind(s_priorities, name, out priority);

    public static bool TryParse(string name, out JobStatus status) => TryFind(s_statuses, name, out status);

    private static bool TryFind<T>(string[] names, string name, out T value)
        where T : struct, Enum
    {
        var index = Array.IndexOf(names, name);
        value = (T)Enum.ToObject(typeof(T), Math.Max(index, 0));
        return index >= 0;
    }
}
