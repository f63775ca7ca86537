using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests;

/// <summary>The embedded model, loaded once for a class of tests.</summary>
public sealed class PocketModel : IAsyncDisposable
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models", "pocket");

    public InferenceModel Model { get; } = Load(new ExecutionOptions(), new SchedulingOptions { MaxQueueLength = 256 });

    public static InferenceModel Load(ExecutionOptions execution, SchedulingOptions scheduling) => InferenceModel.Load(Folder, execution, scheduling);

    public ValueTask DisposeAsync() => Model.DisposeAsync();
}
