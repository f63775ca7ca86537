using Switchyard.Inference.Models;

namespace Switchyard.InferenceNode.Models;

/// <summary>A model the node knows, as it is at one moment.</summary>
internal sealed record ModelEntry
{
    public required string Name { get; init; }

    /// <summary>Gets the model's folder; empty for the built-in embedder.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets what runs it, or null for the built-in embedder and for a configured folder that could not be read.</summary>
    public required IModelRunner? Runner { get; init; }

    /// <summary>Gets whether it makes embeddings; otherwise it generates text.</summary>
    public required bool IsEmbedder { get; init; }

    /// <summary>Gets whether configuration names its folder; otherwise an operator did at run time.</summary>
    public required bool IsConfigured { get; init; }

    /// <summary>Gets whether it stays loaded until an operator unloads it.</summary>
    public required bool IsPinned { get; init; }

    public required ModelState State { get; init; }

    /// <summary>Gets why it could not be loaded.</summary>
    public string? Failure { get; init; }

    /// <summary>Gets the loaded model; not null while loaded or unloading.</summary>
    public ModelHandle? Handle { get; init; }

    /// <summary>Gets what is known of it since it was loaded once; it stays true while it is unloaded.</summary>
    public ModelFacts? Facts { get; init; }

    /// <summary>Gets the estimate of its memory; 0 while it is not loaded.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Gets when a request last had it.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    public bool IsBuiltIn => Folder.Length == 0;

    /// <summary>Gets whether another folder may take its name: it was named at run time and is good for nothing.</summary>
    public bool GivesUpItsName => State == ModelState.Failed && !IsConfigured;

    /// <summary>Creates the entry of a configured folder of which not even the kind is known.</summary>
    public static ModelEntry Unreadable(string name, string folder, bool isPinned, string failure) => new()
    {
        Name = name,
        Folder = folder,
        Runner = null,
        IsEmbedder = false,
        IsConfigured = true,
        IsPinned = isPinned,
        State = ModelState.Failed,
        Failure = failure,
    };
}
