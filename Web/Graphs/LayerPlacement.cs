namespace Switchyard.Web.Graphs;

/// <summary>
/// Places the items of layers from left to right: each as close as can be to the middle of what it is connected with, without touching its neighbours. In one layer
/// that is a least-squares fit of a rising sequence, which pooling adjacent violators solves exactly.
/// </summary>
internal static class LayerPlacement
{
    private const double Gap = 18;
    private const int Sweeps = 12;

    public static void Place(List<List<LayerItem>> layers)
    {
        foreach (var layer in layers)
        {
            Fit(layer, [.. layer.Select(static _ => 0.0)]);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            // Down and up in turn, so that neither end decides alone.
            foreach (var layer in sweep % 2 == 0 ? layers : layers.AsEnumerable().Reverse())
            {
                Fit(layer, [.. layer.Select(static item => item.Above.Concat(item.Below).Select(static other => other.X).DefaultIfEmpty(item.X).Average())]);
            }
        }
    }

    private static void Fit(List<LayerItem> layer, double[] wanted)
    {
        var offsets = new double[layer.Count];
        var blocks = new List<(double Sum, int Count)>();
        for (var i = 0; i < layer.Count; i++)
        {
            offsets[i] = i == 0 ? 0 : offsets[i - 1] + ((layer[i - 1].Width + layer[i].Width) / 2) + Gap;
            blocks.Add((wanted[i] - offsets[i], 1));
            while (blocks is [.., var before, var last] && before.Sum / before.Count > last.Sum / last.Count)
            {
                blocks.RemoveAt(blocks.Count - 1);
                blocks[^1] = (before.Sum + last.Sum, before.Count + last.Count);
            }
        }

        var next = 0;
        foreach (var (sum, count) in blocks)
        {
            for (var i = 0; i < count; i++, next++)
            {
                layer[next].X = (sum / count) + offsets[next];
            }
        }
    }
}
