using System.Globalization;
using System.Text;

namespace Switchyard.Web.Clients;

/// <summary>Reads Prometheus' text format, version 0.0.4: <c>name{label="value",…} 1.5 [timestamp]</c>. Lines it cannot read are left out.</summary>
internal static class PrometheusText
{
    private static readonly IReadOnlyDictionary<string, string> s_noLabels = new Dictionary<string, string>();

    public static IReadOnlyList<MetricSample> Parse(string text, IReadOnlyList<string> prefixes)
    {
        var samples = new List<MetricSample>();
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim();
            if (!line.IsEmpty && line[0] != '#' && HasPrefix(line, prefixes) && ParseLine(line) is { } sample)
            {
                samples.Add(sample);
            }
        }

        return samples;
    }

    private static bool HasPrefix(ReadOnlySpan<char> line, IReadOnlyList<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return prefixes.Count == 0;
    }

    private static MetricSample? ParseLine(ReadOnlySpan<char> line)
    {
        var nameEnd = line.IndexOfAny('{', ' ');
        if (nameEnd <= 0)
        {
            return null;
        }

        var name = line[..nameEnd].ToString();
        var rest = line[nameEnd..];
        var labels = s_noLabels;
        if (rest[0] == '{' && !TryReadLabels(ref rest, out labels))
        {
            return null;
        }

        return TryReadValue(rest.Trim(), out var value) ? new MetricSample(name, labels, value) : null;
    }

    // Values may hold any character; quote, backslash and newline come escaped. So the end is found by reading, not by searching for '}'.
    private static bool TryReadLabels(ref ReadOnlySpan<char> rest, out IReadOnlyDictionary<string, string> labels)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        labels = found;
        rest = rest[1..].TrimStart();
        while (!rest.IsEmpty && rest[0] != '}')
        {
            var equals = rest.IndexOf('=');
            if (equals <= 0 || equals + 1 >= rest.Length || rest[equals + 1] != '"')
            {
                return false;
            }

            var key = rest[..equals].Trim().ToString();
            rest = rest[(equals + 2)..];
            if (!TryReadQuoted(ref rest, out var value))
            {
                return false;
            }

            found[key] = value;
            rest = rest.TrimStart().TrimStart(',').TrimStart();
        }

        var closed = !rest.IsEmpty;
        rest = closed ? rest[1..] : rest;
        return closed;
    }

    private static bool TryReadQuoted(ref ReadOnlySpan<char> rest, out string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                value = text.ToString();
                rest = rest[(i + 1)..];
                return true;
            }

            if (rest[i] == '\\' && i + 1 < rest.Length)
            {
                i++;
                text.Append(rest[i] == 'n' ? '\n' : rest[i]);
            }
            else
            {
                text.Append(rest[i]);
            }
        }

        value = string.Empty;
        return false;
    }

    private static bool TryReadValue(ReadOnlySpan<char> text, out double value)
    {
        var end = text.IndexOf(' ');
        var number = end < 0 ? text : text[..end];
        value = number switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.NaN,
        };
        return number is "+Inf" or "-Inf" or "NaN" || double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
