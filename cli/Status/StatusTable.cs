using System.Globalization;
using System.Text;
using Switchyard.Hosting.State;

namespace Switchyard.Cli.Status;

/// <summary>Writes a record as a table for people.</summary>
internal static class StatusTable
{
    private static readonly string[] s_head = ["RESOURCE", "STATE", "HEALTH", "ADDRESS", "PID", "RESTARTS"];

    public static string Format(AppHostState state)
    {
        string[][] rows = [s_head, .. state.Resources.Select(Row)];
        var widths = Enumerable.Range(0, s_head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        text.AppendLine($"Switchyard is {state.Phase}{(state.Url is null ? string.Empty : $": {state.Url}")} (process {state.Process.Pid}, data in {state.Home})");
        foreach (var row in rows)
        {
            text.AppendLine().Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        return text.ToString();
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
