namespace Switchyard.Inference.Models;

/// <summary>Loads one kind of model folder.</summary>
/// <remarks>Stateless and safe for concurrent use. All methods throw <see cref="ModelLoadException"/> for a folder that cannot be served.</remarks>
public interface IModelRunner
{
    /// <summary>Gets the name that configuration chooses the runner by.</summary>
    string Name { get; }

    /// <summary>Says whether <paramref name="folder"/> holds what this runner runs. Reads descriptions at most, never weights, and leaves what is broken to <see cref="Load"/>.</summary>
    bool CanRun(string folder);

    /// <summary>Checks the folder and estimates its memory without loading its weights.</summary>
    ModelFootprint Inspect(string folder, RunnerOptions options);

    /// <summary>Loads the folder.</summary>
    IServedModel Load(string folder, RunnerOptions options);
}
