using System.Globalization;

namespace Switchyard.Sandbox.Processes;

/// <summary>
/// Names the process that made a file or started code, so that it can be told later whether it still lives: the namespace of its number, the number, and when it
/// began. A process of another namespace, which a folder may be shared with, cannot be looked for and counts as alive.
/// </summary>
internal static class Owner
{
    private static readonly string s_space = FindSpace();

    /// <summary>Gets the name of this process.</summary>
    public static string Self { get; } = Of(Environment.ProcessId);

    /// <summary>Returns the name of a process.</summary>
    public static string Of(int id) => string.Create(CultureInfo.InvariantCulture, $"{s_space}-{id}-{ProcStat.Read(id)?.Started ?? "0"}");

    /// <summary>Whether the process with which a name begins has ended.</summary>
    public static bool IsGone(string name)
    {
        var parts = name.Split('-');
        return parts.Length > 3 && parts[0] == s_space && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && (ProcStat.Read(id) is not { IsAlive: true } now || now.Started != parts[2]);
    }

    // "pid:[4026531836]".
    private static string FindSpace()
    {
        var link = OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget : null;
        return link is null ? "0" : string.Concat(link.Where(char.IsAsciiDigit));
    }
}
