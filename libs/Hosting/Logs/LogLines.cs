using System.Text.RegularExpressions;

namespace Switchyard.Hosting.Logs;

/// <summary>Tells which lines of a log a person should see on the console.</summary>
internal static partial class LogLines
{
    /// <summary>A line of a .NET service at warning or above: <c>02:03:04.567 warn: Category[1] Message</c>.</summary>
    public static bool IsServiceWarning(string line)
    {
        return ServiceWarning().IsMatch(line);
    }

    /// <summary>A line PostgreSQL writes when it, not one statement, has failed.</summary>
    public static bool IsPostgresFailure(string line)
    {
        return line.Contains(" PANIC:", StringComparison.Ordinal);
    }

    /// <summary>Redis warns at every start of things nobody need act on here; a crash shows its last lines anyway.</summary>
    public static bool IsRedisFailure(string line)
    {
        return line.Contains("Can't save", StringComparison.Ordinal) || line.Contains("MISCONF", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(\S+ )?(warn|fail|crit): ", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceWarning();
}
