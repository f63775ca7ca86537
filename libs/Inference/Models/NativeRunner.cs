using Switchyard.Inference.Execution;

namespace Switchyard.Inference.Models;

/// <summary>Runs decoders in ONNX Runtime GenAI's folder layout with this project's engine.</summary>
public sealed class NativeRunner : IModelRunner
{
    /// <inheritdoc/>
    public string Name => "native";

    /// <inheritdoc/>
    public bool CanRun(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "genai_config.json")))
        {
            return false;
        }

        try
        {
            return FolderErrors.Wrap(folder, () => NativeLimits.Find(DecoderFolder.Read(folder, new ExecutionOptions()))) is null;
        }
        catch (ModelLoadException)
        {
            // A broken folder is nobody else's: loading it says what is wrong.
            return true;
        }
    }

    /// <inheritdoc/>
    public ModelFootprint Inspect(string folder, RunnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return FolderErrors.Wrap(folder, () =>
        {
            var decoder = DecoderFolder.Read(folder, options.Execution);
            NativeLimits.Check(decoder);
            return decoder.Footprint;
        });
    }

    /// <inheritdoc/>
    public IServedModel Load(string folder, RunnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return InferenceModel.Load(folder, options.Execution, options.Scheduling);
    }
}
