using System.Globalization;

namespace Switchyard.Cli.Systems;

/// <summary>Writes moments, durations, prices and numbers for people.</summary>
internal static class Moments
{
    public const string Nothing = "-";

    public static string At(DateTimeOffset? time) => time is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) : Nothing;

    public static string Milliseconds(double? milliseconds) => milliseconds switch
    {
        null => Nothing,
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.#} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s"),
    };

    public static string Dollars(decimal? dollars) => dollars is { } known ? string.Create(CultureInfo.InvariantCulture, $"${known:0.######}") : Nothing;

    public static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>Cuts a text to one line of at most <paramref name="length"/> characters.</summary>
    public static string Line(string? text, int length)
    {
        var line = string.Join(' ', (text ?? Nothing).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= length ? line : line[..(length - 1)] + "…";
    }
}
