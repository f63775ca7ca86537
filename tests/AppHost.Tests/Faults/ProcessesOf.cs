using System.Globalization;
using System.Text;

namespace Switchyard.AppHost.Tests.Faults;

/// <summary>Finds all processes of one data folder, recorded or not.</summary>
internal static class ProcessesOf
{
    /// <summary>Gets those that name the folder in command line or environment, and those that work in it.</summary>
    public static IEnumerable<int> Home(string home)
    {
        return Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) && pid != Environment.ProcessId)
            .Where(folder => Names(folder, "cmdline", home) || Names(folder, "environ", home) || WorksIn(folder, home))
            .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture));
    }

    private static bool Names(string process, string file, string home)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, file))).Contains(home, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A backend of PostgreSQL writes its state over its command line, but it works in the cluster's folder.
    private static bool WorksIn(string process, string home)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget?.StartsWith(home, StringComparison.Ordinal) == true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
