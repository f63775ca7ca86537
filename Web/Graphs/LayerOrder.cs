namespace Switchyard.Web.Graphs;

/// <summary>Orders the items of layers so that few edges cross: each item goes to the mean place of what it is connected with, from the top down and back, some times.</summary>
internal static class LayerOrder
{
    private const int Sweeps = 6;

    public static void Arrange(List<List<LayerItem>> layers)
    {
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var layer = 1; layer < layers.Count; layer++)
            {
                Sort(layers[layer], layers[layer - 1], static item => item.Above);
            }

            for (var layer = layers.Count - 2; layer >= 0; layer--)
            {
                Sort(layers[layer], layers[layer + 1], static item => item.Below);
            }
        }
    }

    private static void Sort(List<LayerItem> layer, List<LayerItem> beside, Func<LayerItem, List<LayerItem>> connected)
    {
        var places = beside.Select(static (item, place) => (item, place)).ToDictionary(static pair => pair.item, static pair => (double)pair.place);
        var sorted = layer
            .Select((item, place) => (Item: item, Place: connected(item) is { Count: > 0 } others ? others.Average(other => places[other]) : place))
            .OrderBy(static pair => pair.Place)
            .Select(static pair => pair.Item)
            .ToList();
        layer.Clear();
        layer.AddRange(sorted);
    }
}
