using Switchyard.Inference.Execution;
using Switchyard.Inference.Models.Onnx;

namespace Switchyard.Inference.Models;

/// <summary>A decoder's folder whose descriptions were read and found to agree with each other and with the files' sizes.</summary>
internal sealed record DecoderFolder
{
    public required ModelFolder Files { get; init; }

    public required GenAIConfig Config { get; init; }

    public required string ModelPath { get; init; }

    /// <summary>Gets what the model file holds, without its weights.</summary>
    public required OnnxFile Graph { get; init; }

    public required ModelFootprint Footprint { get; init; }

    /// <summary>Reads and checks <paramref name="folder"/>, but not its weights.</summary>
    public static DecoderFolder Read(string folder, ExecutionOptions execution)
    {
        var config = GenAIConfig.Read(folder).Limit(execution);
        var files = new ModelFolder(folder);
        var path = files.Require(config.ModelFile, $"{Path.Combine(folder, "genai_config.json")}: model.decoder.filename");
        var graph = OnnxFile.Read(path);
        var bytes = OnnxWeights.Check(files, config.ModelFile, graph);
        DecoderChecks.CheckGraph(path, graph, config);
        return new DecoderFolder
        {
            Files = files,
            Config = config,
            ModelPath = path,
            Graph = graph,
            Footprint = new ModelFootprint(bytes, DecoderChecks.MeasureCache(files, config, execution)),
        };
    }
}
