using System.Globalization;
using System.Text;

namespace Switchyard.Web.Charts;

/// <summary>Lays values out as the points of a small line, newest at the right edge; the scale starts at zero so that quiet looks quiet.</summary>
internal static class Sparkline
{
    public static string Points(IReadOnlyList<double> values, int capacity, double width, double height)
    {
        if (values.Count == 0)
        {
            return string.Empty;
        }

        var top = Math.Max(values.Max(), 1);
        var step = width / (capacity - 1);
        var first = width - ((values.Count - 1) * step);
        var points = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            var x = first + (i * step);
            var y = height - (values[i] / top * height);
            points.Append(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#} ");
        }

        return points.ToString().TrimEnd();
    }
}
