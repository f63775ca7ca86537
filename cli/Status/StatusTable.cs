using System.Globalization;
using System.Text;
using Switchyard.Cli.Systems;
using Switchyard.Hosting.State;

namespace Switchyard.Cli.Status;

/// <summary>Writes a record as a table for people.</summary>
internal static class StatusTable
{
    private static readonly string[] s_head = ["RESOURCE", "STATE", "HEALTH", "ADDRESS", "PID", "RESTARTS"];

    public static string Format(AppHostState state)
    {
        string[][] rows = [s_head, .. state.Resources.Select(Row)];
        var text = new StringBuilder();
        text.AppendLine($"Switchyard is {state.Phase}{(state.Url is null ? string.Empty : $": {state.Url}")} (process {state.Process.Pid}, data in {state.Home})");
        return text.AppendLine().Append(TextTable.Format(rows)).ToString();
    }

    private static string[] Row(ResourceState resource) =>
    [
        resource.Name,
        resource.State,
        resource.Health ?? "-",
        resource.Url ?? "-",
        resource.Process?.Pid.ToString(CultureInfo.InvariantCulture) ?? "-",
        resource.Restarts.ToString(CultureInfo.InvariantCulture),
    ];
}
