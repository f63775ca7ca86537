namespace Switchyard.Queue;

/// <summary>The store would lose what it acknowledged, and nobody said that it may.</summary>
/// <param name="message">Which setting is to blame, and what to do.</param>
public sealed class UnsafeStoreException(string message) : Exception(message);
