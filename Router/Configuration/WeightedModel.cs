namespace Switchyard.Router.Configuration;

/// <summary>A model and its share of a route's requests.</summary>
/// <param name="Model">The model string; <see langword="null"/>: the default model.</param>
/// <param name="Weight">The share, of the sum of all.</param>
internal readonly record struct WeightedModel(string? Model, int Weight = 1);
