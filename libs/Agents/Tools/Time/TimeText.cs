using System.Globalization;

namespace Switchyard.Agents.Tools.Time;

/// <summary>Dates and times as the tools read and write them.</summary>
internal static class TimeText
{
    public const int MaxLength = 32;
    public const string DateHint = "dates must look like 2026-11-20";
    public const string TimeHint = "times must look like 2026-11-20 14:30";

    private static readonly string[] s_dates = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy-M-d", "yyyyMMdd"];
    private static readonly string[] s_times = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-M-d H:mm", "yyyy/MM/dd HH:mm"];

    public static bool TryReadDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text.Trim(), s_dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public static bool TryReadTime(string text, out DateTime time) =>
        DateTime.TryParseExact(text.Trim(), s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    public static string Write(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Writes seconds only where there are any.</summary>
    public static string Write(DateTime time) => time.ToString(time.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
