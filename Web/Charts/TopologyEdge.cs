using System.Globalization;
using Switchyard.Web.Monitoring;

namespace Switchyard.Web.Charts;

/// <summary>A line between two stations, drawn like track: level, a 45° switch, level again.</summary>
internal sealed record TopologyEdge(TopologyNode From, TopologyNode To)
{
    /// <summary>Gets whether what is at the far end can be used.</summary>
    public bool IsOpen => To.Resource.Health is ResourceHealth.Healthy or ResourceHealth.Degraded;

    public string Path
    {
        get
        {
            var rise = To.Middle - From.Middle;
            if (rise == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"M{From.Right:0.#} {From.Middle:0.#}H{To.Left:0.#}");
            }

            var run = Math.Min(Math.Abs(rise), To.Left - From.Right - 16);
            var turn = From.Right + 8;
            return string.Create(CultureInfo.InvariantCulture, $"M{From.Right:0.#} {From.Middle:0.#}H{turn:0.#}L{turn + run:0.#} {To.Middle:0.#}H{To.Left:0.#}");
        }
    }
}
