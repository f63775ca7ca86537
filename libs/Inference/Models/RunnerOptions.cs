using Switchyard.Inference.Execution;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Models;

/// <summary>How a runner loads and runs a model.</summary>
public sealed record RunnerOptions
{
    /// <summary>Gets how the model is run.</summary>
    public ExecutionOptions Execution { get; init; } = new();

    /// <summary>Gets how requests wait.</summary>
    public SchedulingOptions Scheduling { get; init; } = new();
}
