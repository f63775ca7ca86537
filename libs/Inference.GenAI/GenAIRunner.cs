using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;

namespace Switchyard.Inference.GenAI;

/// <summary>
/// Runs decoders with ONNX Runtime GenAI's own library: also those whose keys and values the native runner cannot keep in place. The
/// engine around it is the same, so sampling, constraints and endpoints are too; but each sequence is run by itself, and no prompt's
/// beginning is kept for the next.
/// </summary>
public sealed class GenAIRunner : IModelRunner
{
    /// <inheritdoc/>
    public string Name => "genai";

    /// <inheritdoc/>
    public bool CanRun(string folder) => File.Exists(Path.Combine(folder, "genai_config.json"));

    /// <inheritdoc/>
    public ModelFootprint Inspect(string folder, RunnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return FolderErrors.Wrap(folder, () => DecoderFolder.Read(folder, options.Execution)).Footprint;
    }

    /// <inheritdoc/>
    public IServedModel Load(string folder, RunnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return FolderErrors.Wrap(folder, () =>
        {
            var decoder = DecoderFolder.Read(folder, options.Execution);
            return InferenceModel.Load(decoder, options.Execution, options.Scheduling, () => new SequenceExecutor(GenAIModel.Open(decoder, options.Execution), decoder.Config, options.Execution));
        });
    }
}
