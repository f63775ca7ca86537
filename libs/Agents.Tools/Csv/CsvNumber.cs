using System.Globalization;

namespace Switchyard.Agents.Tools.Csv;

/// <summary>Numbers in fields of CSV: with a decimal point, and with commas between thousands or without.</summary>
internal static class CsvNumber
{
    public static bool TryRead(string field, out double number) =>
        double.TryParse(field, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    public static string Write(double number) => Math.Round(number, 4).ToString("0.####", CultureInfo.InvariantCulture);
}
