namespace Switchyard.Inference.Models;

/// <summary>What a model takes.</summary>
/// <param name="WeightBytes">The bytes of the weights' files.</param>
/// <param name="CacheBytes">The bytes of keys and values when all slots are full; they are taken as they are used.</param>
public readonly record struct ModelFootprint(long WeightBytes, long CacheBytes);
