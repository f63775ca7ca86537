namespace Switchyard.Inference.Models;

/// <summary>Runs decoders in ONNX Runtime GenAI's folder layout with this project's engine.</summary>
public sealed class NativeRunner : IModelRunner
{
    /// <inheritdoc/>
    public string Name => "native";

    /// <inheritdoc/>
    public bool CanRun(string folder) => File.Exists(Path.Combine(folder, "genai_config.json"));

    /// <inheritdoc/>
    public ModelFootprint Inspect(string folder, RunnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var config = GenAIConfig.Read(folder).Limit(options.Execution);
        var files = new ModelFolder(folder);
        return new ModelFootprint(DecoderChecks.CheckModel(files, config), DecoderChecks.MeasureCache(files, config, options.Execution));
    }

    /// <inheritdoc/>
    public IServedModel Load(string folder, RunnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return InferenceModel.Load(folder, options.Execution, options.Scheduling);
    }
}
