using System.Globalization;

namespace Switchyard.Hosting.Model;

/// <summary>Names the process that listens on a port, from <c>/proc</c>, for the message that says what to stop.</summary>
internal static class PortOwner
{
    private const string ListenState = "0A";

    /// <summary>Describes the owner as <c>redis-server, pid 123</c>, or null where it cannot be seen.</summary>
    public static string? Find(int port)
    {
        var inodes = ReadTable("/proc/net/tcp", port).Concat(ReadTable("/proc/net/tcp6", port)).Select(inode => $"socket:[{inode}]").ToHashSet();
        return inodes.Count == 0 ? null : Directory.EnumerateDirectories("/proc").Where(IsProcess).Where(process => Holds(process, inodes)).Select(Describe).OfType<string>().FirstOrDefault();
    }

    // sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode; addresses are hex, "0100007F:1BBC".
    private static IEnumerable<string> ReadTable(string path, int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return (File.Exists(path) ? File.ReadLines(path) : [])
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[3] == ListenState && fields[1].EndsWith(suffix, StringComparison.Ordinal))
            .Select(fields => fields[9]);
    }

    private static bool IsProcess(string path)
    {
        return char.IsAsciiDigit(Path.GetFileName(path)[0]);
    }

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(file => sockets.Contains(new FileInfo(file).LinkTarget ?? string.Empty));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? Describe(string process)
    {
        try
        {
            return $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()}, pid {Path.GetFileName(process)}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended between the two looks at it.
            return null;
        }
    }
}
