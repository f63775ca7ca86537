namespace Switchyard.InferenceNode.Models;

/// <summary>Where a known model is in its life.</summary>
internal enum ModelState
{
    Unloaded,
    Loading,
    Loaded,

    /// <summary>Takes no new request and waits for those it has.</summary>
    Unloading,

    /// <summary>Could not be loaded; it is tried again when an operator says so, not at each request.</summary>
    Failed,
}
