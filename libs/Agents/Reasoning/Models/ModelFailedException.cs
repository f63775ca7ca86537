namespace Switchyard.Agents.Reasoning.Models;

/// <summary>A model could not be asked, or broke off.</summary>
/// <param name="cause">What its client threw.</param>
public sealed class ModelFailedException(Exception cause) : Exception($"The model failed: {cause?.Message}", cause);
