namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Ends the work of a node that waits for a person; thrown into the node, which must let it pass. When the person has answered, the node is called again.</summary>
/// <param name="key">The key under which the answer is expected.</param>
public sealed class RunSuspendedException(string key) : OperationCanceledException($"The run waits for a person's answer under the key '{key}'.")
{
    /// <summary>Gets the key under which the answer is expected.</summary>
    public string Key => key;
}
