using System.Globalization;

namespace Switchyard.MockUpstream.Scenarios;

/// <summary>Reads amounts as people write them: <c>20ms</c>, <c>1.5s</c>, <c>2m</c>, <c>64k</c>, <c>100/s</c>.</summary>
public static class Quantities
{
    private static readonly (string Unit, double Seconds)[] s_times = [("ms", 0.001), ("s", 1), ("min", 60)];
    private static readonly (string Unit, int Bytes)[] s_sizes = [("b", 1), ("k", 1024), ("m", 1024 * 1024)];

    /// <summary>Reads a time in <c>ms</c>, <c>s</c> or <c>min</c>.</summary>
    public static bool TryTime(string text, out TimeSpan time)
    {
        foreach (var (unit, seconds) in s_times)
        {
            if (TryNumber(text, unit, out var number) && number * seconds <= TimeSpan.FromDays(1).TotalSeconds)
            {
                time = TimeSpan.FromSeconds(number * seconds);
                return true;
            }
        }

        time = default;
        return false;
    }

    /// <summary>Reads a size in <c>b</c>, <c>k</c> (1,024) or <c>m</c>, at most 1 GiB.</summary>
    public static bool TrySize(string text, out int bytes)
    {
        foreach (var (unit, factor) in s_sizes)
        {
            if (TryNumber(text, unit, out var number) && number * factor <= 1 << 30)
            {
                bytes = (int)(number * factor);
                return true;
            }
        }

        bytes = 0;
        return false;
    }

    /// <summary>Reads a number a second, with <c>/s</c> or without.</summary>
    public static bool TryRate(string text, out double perSecond) => TryNumber(text, "/s", out perSecond) || TryNumber(text, string.Empty, out perSecond);

    private static bool TryNumber(string text, string unit, out double number)
    {
        ArgumentNullException.ThrowIfNull(text);
        number = 0;
        return text.EndsWith(unit, StringComparison.Ordinal)
            && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }
}
