using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Scheduling;
using Switchyard.Tests.Common.Models;

namespace Switchyard.Inference.Tests;

/// <summary>The embedded model without its ends of text: what it generates ends at its limit or when it is cancelled.</summary>
public sealed class EndlessModel : IAsyncDisposable
{
    private readonly ModelFolderCopy _folder = ModelFolderCopy.WithoutEnd();

    public EndlessModel() => Model = Load(new ExecutionOptions(), new SchedulingOptions());

    public InferenceModel Model { get; }

    public InferenceModel Load(ExecutionOptions execution, SchedulingOptions scheduling) => InferenceModel.Load(_folder.Path, execution, scheduling);

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();
        _folder.Dispose();
    }
}
