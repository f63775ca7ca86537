using Microsoft.Extensions.Options;

namespace Switchyard.InferenceNode.Models;

/// <summary>The folders that configuration names, and where others may be taken from.</summary>
internal sealed class ConfiguredModels(IOptions<ModelsOptions> models, IOptions<ModelLifecycleOptions> lifecycle, IHostEnvironment environment)
{
    public IReadOnlyList<string> Folders => ModelFolders.Resolve(models.Value, environment.ContentRootPath);

    public bool ArePinned => lifecycle.Value.Pinned;

    /// <summary>Gets the folder below a root that an operator names: relative to a root, or in full.</summary>
    /// <returns>Null when it is below none, or does not exist.</returns>
    public string? FindBelowRoots(string folder)
    {
        foreach (var root in lifecycle.Value.Roots)
        {
            var full = Path.GetFullPath(root, environment.ContentRootPath);
            if (Inference.Models.ContainedPath.Resolve(full, folder) is { } path && Directory.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
