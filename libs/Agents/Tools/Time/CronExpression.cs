using System.Globalization;

namespace Switchyard.Agents.Tools.Time;

/// <summary>
/// Minute, hour, day of month, month and day of week, as cron reads them: lists, ranges, steps, names; 7 is Sunday too; where both days are limited, either does.
/// Source: crontab(5).
/// </summary>
internal sealed class CronExpression
{
    // February 29 on a given weekday comes back within 28 years, 40 over a century that is no leap year.
    private const int MaxYears = 41;

    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] s_weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly ulong[] _fields;
    private readonly bool _eitherDay;

    private CronExpression(ulong[] fields, bool eitherDay) => (_fields, _eitherDay) = (fields, eitherDay);

    /// <summary>Reads an expression; null where it is none.</summary>
    public static CronExpression? Read(string text)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 5)
        {
            return null;
        }

        ulong?[] fields = [ReadField(parts[0], 0, 59, []), ReadField(parts[1], 0, 23, []), ReadField(parts[2], 1, 31, []), ReadField(parts[3], 1, 12, s_months), ReadField(parts[4], 0, 7, s_weekdays)];
        if (fields.Any(field => field is null))
        {
            return null;
        }

        ulong[] read = [.. fields.Select(field => field!.Value)];
        read[4] |= read[4] >> 7 & 1;
        return new CronExpression(read, !parts[2].StartsWith('*') && !parts[4].StartsWith('*'));
    }

    /// <summary>Finds the first time after <paramref name="after"/>; null where there is none.</summary>
    public DateTime? Next(DateTime after)
    {
        var last = DateTime.MaxValue.Year - MaxYears;
        if (after.Year > last)
        {
            return null;
        }

        var end = after.AddYears(MaxYears);
        var time = new DateTime(after.Year, after.Month, after.Day, after.Hour, after.Minute, 0, after.Kind).AddMinutes(1);
        while (time < end)
        {
            if (!Has(3, time.Month))
            {
                time = new DateTime(time.Year, time.Month, 1, 0, 0, 0, time.Kind).AddMonths(1);
            }
            else if (!IsDay(time))
            {
                time = time.Date.AddDays(1);
            }
            else if (!Has(1, time.Hour))
            {
                time = time.Date.AddHours(time.Hour + 1);
            }
            else if (!Has(0, time.Minute))
            {
                time = time.AddMinutes(1);
            }
            else
            {
                return time;
            }
        }

        return null;
    }

    private bool IsDay(DateTime time)
    {
        var (day, weekday) = (Has(2, time.Day), Has(4, (int)time.DayOfWeek));
        return _eitherDay ? day || weekday : day && weekday;
    }

    private bool Has(int field, int value) => (_fields[field] >> value & 1) == 1;

    private static ulong? ReadField(string text, int min, int max, string[] names)
    {
        var bits = 0UL;
        foreach (var part in text.Split(','))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            var step = 1;
            if (slash >= 0 && (!int.TryParse(part.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out step) || step < 1))
            {
                return null;
            }

            var range = slash < 0 ? part : part[..slash];
            var dash = range.IndexOf('-', StringComparison.Ordinal);
            int? from = range == "*" ? min : ReadValue(dash < 0 ? range : range[..dash], min, names);
            int? to = range == "*" ? max : dash >= 0 ? ReadValue(range[(dash + 1)..], min, names) : slash >= 0 ? max : from;
            if (from is not { } first || to is not { } last || first < min || last > max || first > last)
            {
                return null;
            }

            for (var value = first; value <= last; value += step)
            {
                bits |= 1UL << value;
            }
        }

        return bits;
    }

    private static int? ReadValue(string text, int min, string[] names)
    {
        var name = Array.IndexOf(names, text.ToLowerInvariant());
        return name >= 0 ? name + min : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
