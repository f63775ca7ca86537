using System.Globalization;

namespace Switchyard.Sandbox.Processes;

/// <summary>What the kernel says of a process in <c>/proc/ID/stat</c>.</summary>
/// <param name="IsAlive">Whether it has not ended; one that has waits for its parent to notice.</param>
/// <param name="ProcessorTime">What it has used, its threads' included and its children's not.</param>
/// <param name="Started">When it began, in the kernel's own count: with it a number that is given again names somebody else.</param>
internal readonly record struct ProcStat(bool IsAlive, TimeSpan ProcessorTime, string Started)
{
    // Of the fields that follow the name, which stands in parentheses and may hold any character.
    private const int State = 0;
    private const int UserTime = 11;
    private const int SystemTime = 12;
    private const int StartTime = 19;

    // The kernel shows all programs a hundredth of a second, whatever it counts in.
    private const int TicksPerSecond = 100;

    /// <summary>Returns null where there is no such process, or the kernel does not say.</summary>
    public static ProcStat? Read(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = long.Parse(fields[UserTime], CultureInfo.InvariantCulture) + long.Parse(fields[SystemTime], CultureInfo.InvariantCulture);
            return new ProcStat(fields[State] is not ("Z" or "X"), TimeSpan.FromSeconds((double)ticks / TicksPerSecond), fields[StartTime]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
