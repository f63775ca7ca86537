using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Switchyard.ServiceDefaults.Telemetry;

/// <summary>Builds Prometheus' text format 0.0.4: HELP and TYPE once for each name, then its samples.</summary>
internal sealed class PrometheusText
{
    private readonly Dictionary<string, Family> _families = new(StringComparer.Ordinal);

    public void Clear() => _families.Clear();

    /// <summary>Adds the samples of <paramref name="metric"/>. Of two instruments with one name but different types the first is kept: a name has one type.</summary>
    public void Add(Metric metric)
    {
        var name = PrometheusNames.Name(metric.Name, metric.Unit, metric.MetricType);
        var type = PrometheusNames.TypeName(metric.MetricType);
        if (!_families.TryGetValue(name, out var family))
        {
            family = new Family(type, metric.Description, new StringBuilder());
            _families.Add(name, family);
        }

        if (family.Type == type)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                AddPoint(family.Samples, name, metric.MetricType, point);
            }
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, family) in _families)
        {
            if (family.Description.Length > 0)
            {
                text.Append("# HELP ").Append(name).Append(' ').Append(family.Description.Replace("\\", "\\\\").Replace("\n", "\\n")).Append('\n');
            }

            text.Append("# TYPE ").Append(name).Append(' ').Append(family.Type).Append('\n').Append(family.Samples);
        }

        return text.ToString();
    }

    private static void AddPoint(StringBuilder text, string name, MetricType type, in MetricPoint point)
    {
        switch (type)
        {
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                AddSample(text, name, point.Tags, null, point.GetSumLong());
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                AddSample(text, name, point.Tags, null, point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                AddSample(text, name, point.Tags, null, point.GetGaugeLastValueLong());
                break;
            case MetricType.DoubleGauge:
                AddSample(text, name, point.Tags, null, point.GetGaugeLastValueDouble());
                break;
            default:
                AddHistogram(text, name, type, point);
                break;
        }
    }

    // The format has no exponential buckets; of such a histogram the sum, the count and the last bucket are told.
    private static void AddHistogram(StringBuilder text, string name, MetricType type, in MetricPoint point)
    {
        var cumulated = 0L;
        if (type == MetricType.Histogram)
        {
            foreach (var bucket in point.GetHistogramBuckets())
            {
                cumulated += bucket.BucketCount;
                if (!double.IsPositiveInfinity(bucket.ExplicitBound))
                {
                    AddSample(text, name + "_bucket", point.Tags, Format(bucket.ExplicitBound), cumulated);
                }
            }
        }

        AddSample(text, name + "_bucket", point.Tags, "+Inf", point.GetHistogramCount());
        AddSample(text, name + "_sum", point.Tags, null, point.GetHistogramSum());
        AddSample(text, name + "_count", point.Tags, null, point.GetHistogramCount());
    }

    private static void AddSample(StringBuilder text, string name, ReadOnlyTagCollection tags, string? bound, double value)
    {
        text.Append(name);
        var opened = false;
        foreach (var tag in tags)
        {
            AddLabel(text, PrometheusNames.Label(tag.Key), Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? string.Empty, ref opened);
        }

        if (bound is not null)
        {
            AddLabel(text, "le", bound, ref opened);
        }

        text.Append(opened ? "} " : " ").Append(Format(value)).Append('\n');
    }

    private static void AddLabel(StringBuilder text, string name, string value, ref bool opened)
    {
        text.Append(opened ? ',' : '{').Append(name).Append("=\"").Append(value.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\"", "\\\"")).Append('"');
        opened = true;
    }

    private static string Format(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private sealed record Family(string Type, string Description, StringBuilder Samples);
}
