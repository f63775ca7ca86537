namespace Switchyard.Contracts.Routing;

/// <summary>Answer of <c>DELETE /v1/models/{id}</c>, in OpenAI's shape.</summary>
public sealed record ModelDeleted
{
    /// <summary>Gets the model's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the kind of object: <c>model</c>.</summary>
    public string Object { get; init; } = "model";

    /// <summary>Gets whether it is gone.</summary>
    public required bool Deleted { get; init; }
}
