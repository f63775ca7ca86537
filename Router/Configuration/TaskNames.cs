using Switchyard.Router.Forwarding;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Configuration;

/// <summary>What providers can be used for, by the names that the metrics have for it.</summary>
internal static class TaskNames
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<UpstreamOperation>().Select(RouterMetrics.OperationName)];

    /// <summary>Finds the names in <paramref name="names"/> that are none.</summary>
    public static IEnumerable<string> Check(string key, IEnumerable<string> names) =>
        names.Where(name => !All.Contains(name, StringComparer.Ordinal)).Select(name => $"{key}: '{name}' is nothing that a provider is used for; there are {string.Join(", ", All)}.");
}
