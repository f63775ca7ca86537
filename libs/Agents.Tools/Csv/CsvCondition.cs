using System.Text.RegularExpressions;

namespace Switchyard.Agents.Tools.Csv;

/// <summary>A condition on a column, as <c>price &gt; 10</c>, <c>city = Berlin</c> or <c>name contains an</c>. Numbers are compared as numbers, everything else as text without regard to case.</summary>
internal sealed partial class CsvCondition
{
    private readonly int _column;
    private readonly string _operator;
    private readonly string _value;
    private readonly double? _number;

    private CsvCondition(int column, string comparison, string value)
    {
        (_column, _operator, _value) = (column, comparison, value);
        _number = CsvNumber.TryRead(value, out var number) ? number : null;
    }

    /// <summary>Reads conditions with <c>and</c> between them; null, and what is wrong, where one is none.</summary>
    public static List<CsvCondition>? Read(string text, CsvTable table, out string? error)
    {
        var conditions = new List<CsvCondition>();
        error = null;
        foreach (var part in And().Split(text.Trim()).Where(part => part.Length > 0))
        {
            if (Condition().Match(part) is not { Success: true } match)
            {
                error = $"'{part}' is not a condition; write for example price > 10 and city = Berlin";
                return null;
            }

            var column = table.Find(match.Groups["column"].Value);
            if (column < 0)
            {
                error = table.Unknown(match.Groups["column"].Value);
                return null;
            }

            conditions.Add(new CsvCondition(column, match.Groups["operator"].Value.Trim().ToLowerInvariant(), match.Groups["value"].Value.Trim().Trim('"', '\'')));
        }

        return conditions;
    }

    public bool Matches(string[] row)
    {
        var field = row[_column];
        if (_operator == "contains")
        {
            return field.Contains(_value, StringComparison.OrdinalIgnoreCase);
        }

        return Compare(field) is { } order
            ? _operator switch
            {
                "=" or "==" => order == 0,
                "!=" or "<>" => order != 0,
                "<" => order < 0,
                "<=" => order <= 0,
                ">" => order > 0,
                _ => order >= 0,
            }
            : _operator is "!=" or "<>";
    }

    /// <summary>Compares as numbers where a number is asked for: what is none is neither less nor more, and the result is null.</summary>
    private int? Compare(string field)
    {
        if (_number is not { } wanted)
        {
            return string.Compare(field, _value, StringComparison.OrdinalIgnoreCase);
        }

        return CsvNumber.TryRead(field, out var number) ? number.CompareTo(wanted) : null;
    }

    [GeneratedRegex(@"\s+and\s+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex(@"^(?<column>[^=!<>]+?)\s*(?<operator>==|=|!=|<>|<=|>=|<|>|\scontains\s)\s*(?<value>.*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Condition();
}
