using System.Collections.Frozen;

namespace Switchyard.Inference.Models;

/// <summary>The runners by name. A folder's runner is the one that configuration names, or else the first that can run what it holds.</summary>
public sealed class RunnerRegistry
{
    private readonly IModelRunner[] _runners;
    private readonly FrozenDictionary<string, IModelRunner> _byName;

    /// <summary>Creates the registry.</summary>
    /// <param name="runners">The runners, in the order in which they are asked.</param>
    public RunnerRegistry(IEnumerable<IModelRunner> runners)
    {
        _runners = [.. runners];
        _byName = _runners.ToFrozenDictionary(runner => runner.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets the runner for <paramref name="folder"/>.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="name">The runner's name; null or empty takes what fits the folder.</param>
    /// <exception cref="ModelLoadException">There is none.</exception>
    public IModelRunner Find(string folder, string? name)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!string.IsNullOrEmpty(name))
        {
            return _byName.GetValueOrDefault(name) ?? throw new ModelLoadException($"There is no runner '{name}'; there are {string.Join(", ", _runners.Select(runner => runner.Name))}. Correct Models:Runner.");
        }

        // The last word is the first runner's: its message says what a model folder must have.
        return Array.Find(_runners, runner => runner.CanRun(folder)) ?? _runners[0];
    }
}
