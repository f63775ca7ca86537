using System.Globalization;
using Switchyard.Hosting.State;

namespace Switchyard.Hosting.Processes;

/// <summary>Recognises processes by pid, start time and boot, through <c>/proc</c>.</summary>
internal static class ProcessTable
{
    // Fields of /proc/[pid]/stat are counted after the command's closing parenthesis, because the command may hold spaces.
    private const int StateField = 0;
    private const int StartTimeField = 19;

    /// <summary>Describes a running process, or null when there is none.</summary>
    public static ProcessRecord? Find(int pid)
    {
        var fields = ReadStat(pid);
        return fields is null
            ? null
            : new ProcessRecord { Pid = pid, StartTicks = long.Parse(fields[StartTimeField], CultureInfo.InvariantCulture), BootId = BootId() };
    }

    /// <summary>Says whether exactly this process, not a later one with its pid, still runs. A zombie does not run.</summary>
    public static bool IsAlive(ProcessRecord process)
    {
        return Find(process.Pid) == process && ReadStat(process.Pid)?[StateField] is not ("Z" or "X" or null);
    }

    private static string[]? ReadStat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string BootId()
    {
        return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
    }
}
