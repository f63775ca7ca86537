using System.Diagnostics.CodeAnalysis;

namespace Switchyard.Agents.Tools.Time;

/// <summary>Finds time zones by their IANA names.</summary>
internal static class ZoneNames
{
    public const int MaxLength = 64;
    public const string Unknown = "unknown time zone; use an IANA name such as Europe/Berlin";

    public static bool TryFind(string text, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        var name = text.Trim();
        zone = null;
        return IsName(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name.Length == 0 ? "UTC" : name, out zone);
    }

    // Zone names become file names inside the runtime; anything else than a name is not passed on.
    private static bool IsName(string name) =>
        !name.StartsWith('/') && !name.Contains("..", StringComparison.Ordinal) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+');
}
