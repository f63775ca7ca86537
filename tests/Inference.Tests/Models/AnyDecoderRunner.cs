using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tests.Models;

/// <summary>A runner that would take any decoder; it is only found, never asked to load.</summary>
internal sealed class AnyDecoderRunner : IModelRunner
{
    public string Name => "next";

    public bool CanRun(string folder) => File.Exists(Path.Combine(folder, "genai_config.json"));

    public ModelFootprint Inspect(string folder, RunnerOptions options) => throw new NotSupportedException();

    public IServedModel Load(string folder, RunnerOptions options) => throw new NotSupportedException();
}
