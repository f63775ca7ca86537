using Switchyard.Hosting.State;

namespace Switchyard.Hosting.Engine;

/// <summary>The table printed when everything is healthy.</summary>
internal static class ReadyTable
{
    public static IEnumerable<string> Lines(IReadOnlyList<ResourceState> resources, string dataFolder)
    {
        string[][] rows = [["RESOURCE", "STATE", "ADDRESS", "PID"], .. resources.Select(Row)];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        var lines = rows.Select(row => ("  " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd());
        return lines.Concat(resources.Where(resource => IsElsewhere(resource, dataFolder)).Select(Note));
    }

    private static string[] Row(ResourceState resource)
    {
        return [resource.Name, resource.Health ?? resource.State, resource.Url ?? string.Empty, $"{resource.Process?.Pid}"];
    }

    private static bool IsElsewhere(ResourceState resource, string dataFolder)
    {
        return resource.DataPath is { } path && !path.StartsWith(dataFolder, StringComparison.Ordinal);
    }

    private static string Note(ResourceState resource)
    {
        return $"  The data of '{resource.Name}' is in {resource.DataPath}, because its account cannot reach the data folder.";
    }
}
