using Switchyard.Inference.Models;

namespace Switchyard.InferenceNode.Tests.Models;

/// <summary>A model whose end throws, and the runner that loads it.</summary>
internal sealed class EndingModel : IServedModel, IModelRunner
{
    public string Name => "ending";

    public ModelManifest Manifest { get; } = new() { Name = "ending" };

    public int ContextLength => 1;

    public int Slots => 1;

    public int Running => 0;

    public bool CanRun(string folder) => true;

    public ModelFootprint Inspect(string folder, RunnerOptions options) => new(1, 0);

    public IServedModel Load(string folder, RunnerOptions options) => this;

    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => throw new InvalidOperationException("The end failed.");
}
