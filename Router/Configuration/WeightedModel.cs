namespace Switchyard.Router.Configuration;

/// <summary>A model and its share of a route's requests.</summary>
/// <param name="Model">The model string; <see langword="null"/>: the default model.</param>
/// <param name="Weight">The share, of the sum of all.</param>
internal readonly record struct WeightedModel(string? Model, int Weight = 1)
{
    /// <summary>Gets what the model is for, in words a request's meaning is compared with; <see langword="null"/> where nobody says.</summary>
    public string? Description { get; init; }
}
