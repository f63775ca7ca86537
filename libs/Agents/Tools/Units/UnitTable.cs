using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Switchyard.Agents.Tools.Units;

/// <summary>The units there are, by every name people use. Factors are the exact definitions (NIST SP 811, IEC 80000-13).</summary>
internal static class UnitTable
{
    private const double Foot = 0.3048;
    private const double Pound = 0.45359237;
    private const double Gallon = 3.785411784;

    private static readonly FrozenDictionary<string, Unit> s_units = Build();

    public static IEnumerable<string> Names => s_units.Keys;

    public static bool TryGet(string name, [NotNullWhen(true)] out Unit? unit)
    {
        var key = Normalize(name);
        return s_units.TryGetValue(key, out unit) || (key.Length > 3 && key.EndsWith('s') && s_units.TryGetValue(key[..^1], out unit));
    }

    private static string Normalize(string name)
    {
        var key = name.Trim().TrimEnd('.').ToLowerInvariant().Replace("metre", "meter", StringComparison.Ordinal)
            .Replace("litre", "liter", StringComparison.Ordinal).Replace("degrees ", string.Empty, StringComparison.Ordinal)
            .Replace("degree ", string.Empty, StringComparison.Ordinal).Replace('²', '2').Replace('³', '3');
        return key.Replace(" per ", "/", StringComparison.Ordinal).Replace('_', ' ');
    }

    private static FrozenDictionary<string, Unit> Build()
    {
        var units = new Dictionary<string, Unit>(StringComparer.Ordinal);
        AddLengths(units);
        AddMasses(units);
        AddTemperatures(units);
        AddVolumes(units);
        AddSpeeds(units);
        AddAreas(units);
        AddTimes(units);
        AddData(units);
        AddEnergies(units);
        return units.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, Unit> units, string quantity, double factor, params ReadOnlySpan<string> names)
    {
        var unit = new Unit(quantity, factor);
        foreach (var name in names)
        {
            units.Add(name, unit);
        }
    }

    private static void AddLengths(Dictionary<string, Unit> units)
    {
        Add(units, "length", 1, "m", "meter");
        Add(units, "length", 1000, "km", "kilometer");
        Add(units, "length", 0.01, "cm", "centimeter");
        Add(units, "length", 0.001, "mm", "millimeter");
        Add(units, "length", 1e-6, "um", "µm", "micrometer", "micron");
        Add(units, "length", 1e-9, "nm", "nanometer");
        Add(units, "length", Foot / 12, "in", "inch", "inches", "\"");
        Add(units, "length", Foot, "ft", "foot", "feet", "'");
        Add(units, "length", Foot * 3, "yd", "yard");
        Add(units, "length", Foot * 5280, "mi", "mile");
        Add(units, "length", 1852, "nmi", "nautical mile");
    }

    private static void AddMasses(Dictionary<string, Unit> units)
    {
        Add(units, "mass", 1, "kg", "kilogram", "kilo");
        Add(units, "mass", 0.001, "g", "gram");
        Add(units, "mass", 1e-6, "mg", "milligram");
        Add(units, "mass", 1000, "t", "ton", "tonne");
        Add(units, "mass", Pound, "lb", "lbs", "pound");
        Add(units, "mass", Pound / 16, "oz", "ounce");
        Add(units, "mass", Pound * 14, "st", "stone");
    }

    private static void AddTemperatures(Dictionary<string, Unit> units)
    {
        foreach (var name in (string[])["k", "kelvin"])
        {
            units.Add(name, new Unit("temperature", 1));
        }

        foreach (var name in (string[])["c", "°c", "celsius", "centigrade"])
        {
            units.Add(name, new Unit("temperature", 1, 273.15));
        }

        foreach (var name in (string[])["f", "°f", "fahrenheit"])
        {
            units.Add(name, new Unit("temperature", 5.0 / 9, 459.67));
        }
    }

    private static void AddVolumes(Dictionary<string, Unit> units)
    {
        Add(units, "volume", 1, "l", "liter");
        Add(units, "volume", 0.001, "ml", "milliliter", "cm3");
        Add(units, "volume", 0.01, "cl", "centiliter");
        Add(units, "volume", 1000, "m3", "cubic meter");
        Add(units, "volume", Gallon, "gal", "gallon");
        Add(units, "volume", Gallon / 4, "qt", "quart");
        Add(units, "volume", Gallon / 8, "pt", "pint");
        Add(units, "volume", Gallon / 16, "cup");
        Add(units, "volume", Gallon / 128, "fl oz", "fluid ounce");
        Add(units, "volume", Gallon / 256, "tbsp", "tablespoon");
        Add(units, "volume", Gallon / 768, "tsp", "teaspoon");
    }

    private static void AddSpeeds(Dictionary<string, Unit> units)
    {
        Add(units, "speed", 1, "m/s", "mps", "meters/second", "meter/second");
        Add(units, "speed", 1 / 3.6, "km/h", "kmh", "kph", "kilometers/hour", "kilometer/hour");
        Add(units, "speed", Foot * 5280 / 3600, "mph", "miles/hour", "mile/hour");
        Add(units, "speed", Foot, "ft/s", "feet/second");
        Add(units, "speed", 1852.0 / 3600, "kn", "kt", "knot");
    }

    private static void AddAreas(Dictionary<string, Unit> units)
    {
        Add(units, "area", 1, "m2", "sqm", "square meter");
        Add(units, "area", 1e6, "km2", "square kilometer");
        Add(units, "area", 1e-4, "cm2", "square centimeter");
        Add(units, "area", 10_000, "ha", "hectare");
        Add(units, "area", Foot * Foot, "ft2", "sqft", "square foot", "square feet");
        Add(units, "area", Foot * Foot / 144, "in2", "square inch", "square inches");
        Add(units, "area", Foot * Foot * 43_560, "acre");
        Add(units, "area", Foot * Foot * 5280 * 5280, "mi2", "square mile");
    }

    private static void AddTimes(Dictionary<string, Unit> units)
    {
        Add(units, "time", 1, "s", "sec", "second");
        Add(units, "time", 0.001, "ms", "millisecond");
        Add(units, "time", 60, "min", "minute");
        Add(units, "time", 3600, "h", "hr", "hour");
        Add(units, "time", 86_400, "d", "day");
        Add(units, "time", 604_800, "wk", "week");
        Add(units, "time", 31_557_600, "yr", "year");
    }

    private static void AddData(Dictionary<string, Unit> units)
    {
        Add(units, "data", 1, "b", "byte");
        Add(units, "data", 0.125, "bit");
        Add(units, "data", 1e3, "kb", "kilobyte");
        Add(units, "data", 1e6, "mb", "megabyte");
        Add(units, "data", 1e9, "gb", "gigabyte");
        Add(units, "data", 1e12, "tb", "terabyte");
        Add(units, "data", 1024, "kib", "kibibyte");
        Add(units, "data", 1024.0 * 1024, "mib", "mebibyte");
        Add(units, "data", 1024.0 * 1024 * 1024, "gib", "gibibyte");
        Add(units, "data", 1024.0 * 1024 * 1024 * 1024, "tib", "tebibyte");
    }

    private static void AddEnergies(Dictionary<string, Unit> units)
    {
        Add(units, "energy", 1, "j", "joule");
        Add(units, "energy", 1000, "kj", "kilojoule");
        Add(units, "energy", 4.184, "cal", "calorie");
        Add(units, "energy", 4184, "kcal", "kilocalorie");
        Add(units, "energy", 3.6e6, "kwh", "kilowatt hour");
    }
}
