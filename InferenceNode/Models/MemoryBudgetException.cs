namespace Switchyard.InferenceNode.Models;

/// <summary>A model does not fit the memory budget beside those that cannot be unloaded now.</summary>
internal sealed class MemoryBudgetException(string message) : Exception(message);
