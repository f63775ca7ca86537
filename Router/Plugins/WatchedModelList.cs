using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Dialects.Json;
using Switchyard.ProviderPlugins;

namespace Switchyard.Router.Plugins;

/// <summary>A plugin's reader of model lists, watched. What it fails over is no list.</summary>
internal sealed class WatchedModelList(IModelListReader reader, PluginWatch watch) : IModelListReader
{
    public string Path { get; } = reader.Path;

    public IReadOnlyList<ModelInfo>? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return reader.Read(body);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (exception is not (JsonException or JsonShapeException))
            {
                watch.Report(exception);
            }

            return null;
        }
    }
}
