using System.Globalization;

namespace Switchyard.Web.Charts;

/// <summary>Numbers, durations and times as the pages write them: short, and always with a unit.</summary>
internal static class DisplayText
{
    public const string None = "–";

    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => None,
        { TotalMilliseconds: < 0.1 } => "< 0.1 ms",
        { TotalMilliseconds: < 10 } value => Format(value.TotalMilliseconds, "0.0", "ms"),
        { TotalSeconds: < 1 } value => Format(value.TotalMilliseconds, "0", "ms"),
        { TotalSeconds: < 60 } value => Format(value.TotalSeconds, "0.0", "s"),
        { TotalMinutes: < 60 } value => $"{value.Minutes} min {value.Seconds} s",
        { TotalHours: < 48 } value => $"{(int)value.TotalHours} h {value.Minutes} min",
        { } value => $"{(int)value.TotalDays} d {value.Hours} h",
    };

    public static string Count(long? count) => count is { } value ? value.ToString("N0", CultureInfo.InvariantCulture) : None;

    /// <summary>Writes US dollars; what costs less than a cent with as many digits as say something.</summary>
    public static string Cost(decimal? dollars) => dollars switch
    {
        null => None,
        0m => "$0",
        < 0.01m => "$" + dollars.Value.ToString("0.######", CultureInfo.InvariantCulture),
        _ => "$" + dollars.Value.ToString("#,0.00##", CultureInfo.InvariantCulture),
    };

    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => Format(bytes, "0", "B"),
        < 1_000_000 => Format(bytes / 1e3, "0.#", "kB"),
        < 1_000_000_000 => Format(bytes / 1e6, "0.#", "MB"),
        _ => Format(bytes / 1e9, "0.#", "GB"),
    };

    public static string Rate(double? perSecond) => perSecond is { } value ? Format(value, value < 10 ? "0.0" : "0", "/s") : None;

    /// <summary>Writes how long ago <paramref name="then"/> was; a clock that differs by a little reads as now.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalSeconds: < 5 } => "just now",
        { TotalMinutes: < 1 } value => $"{(int)value.TotalSeconds} s ago",
        { TotalHours: < 1 } value => $"{(int)value.TotalMinutes} min ago",
        { TotalDays: < 1 } value => $"{(int)value.TotalHours} h ago",
        { TotalDays: < 7 } value => $"{(int)value.TotalDays} d ago",
        _ => then.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static string Format(double value, string format, string unit) => $"{value.ToString(format, CultureInfo.InvariantCulture)} {unit}";
}
