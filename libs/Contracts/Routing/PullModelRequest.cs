namespace Switchyard.Contracts.Routing;

/// <summary>Body of <c>POST /v1/models/pull</c>.</summary>
public sealed record PullModelRequest
{
    /// <summary>Gets the provider that is to fetch the model; may be left out where <see cref="Model"/> names it or only one can.</summary>
    public string? Provider { get; init; }

    /// <summary>Gets the model by the provider's name for it, or with the provider and a slash in front.</summary>
    public string? Model { get; init; }
}
