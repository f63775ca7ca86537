using Microsoft.Extensions.Options;
using Switchyard.Inference.Models;

namespace Switchyard.InferenceNode.Models;

/// <summary>What models take by estimate, and which of them give way for another.</summary>
internal sealed class ModelMemory(ModelRegistry registry, IOptions<ModelLifecycleOptions> options)
{
    /// <summary>Gets the bytes that models may take together; 0 is no limit.</summary>
    public long Budget => options.Value.MemoryBudgetBytes;

    /// <summary>Gets what the models in memory take.</summary>
    public long Used => registry.Entries.Sum(entry => entry.MemoryBytes);

    public long Estimate(ModelFootprint footprint) => (long)(footprint.WeightBytes * options.Value.WeightMemoryFactor) + footprint.CacheBytes;

    public bool Fits(long bytes) => Budget == 0 || Used + bytes <= Budget;

    /// <summary>Says whether there would be room if every model that may give way did.</summary>
    public bool CouldFit(long bytes) => Budget == 0 || bytes + registry.Entries.Where(entry => !MayGiveWay(entry)).Sum(entry => entry.MemoryBytes) <= Budget;

    /// <summary>Gets the model that gives way first: idle, not pinned, unused for longest.</summary>
    public ModelEntry? FindVictim() => registry.Entries
        .Where(entry => entry is { State: ModelState.Loaded, IsPinned: false, Handle.Leases: 0 })
        .MinBy(entry => entry.Handle!.LastUsed);

    public MemoryBudgetException Describe(string name, long bytes) => new(
        $"The model '{name}' needs about {bytes} bytes; models take {Used} of the {Budget} of Models:MemoryBudgetBytes, and none of them can be unloaded for it now.");

    private static bool MayGiveWay(ModelEntry entry) => entry.State == ModelState.Unloading || entry is { IsPinned: false, Handle.Leases: 0 };
}
