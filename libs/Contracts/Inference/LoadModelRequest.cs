namespace Switchyard.Contracts.Inference;

/// <summary>Body of <c>POST /admin/models/{name}/load</c>, which may be absent for a model that is known.</summary>
public sealed record LoadModelRequest
{
    /// <summary>Gets the model's folder, relative to one of the node's configured roots or a full path below one.</summary>
    public string? Folder { get; init; }
}
