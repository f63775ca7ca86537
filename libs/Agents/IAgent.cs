namespace Switchyard.Agents;

/// <summary>Something that is asked and answers: a graph with a model and tools, a remote one, or several that work together.</summary>
/// <remarks>Safe for concurrent calls; keeps no state of a call. What the agent could not do is an <see cref="AgentResult"/> with an error; exceptions are lost resources and bugs.</remarks>
public interface IAgent
{
    /// <summary>Gets the name by which it is chosen: lower-case letters, digits, '-' and '_'.</summary>
    string Name { get; }

    /// <summary>Gets one sentence that says what it is for.</summary>
    string Description { get; }

    /// <summary>Works on a task until it is done or waits for a person. The same <see cref="AgentTask.RunId"/> never starts a second run: whoever asks again goes on with the first.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the run can go on later.</exception>
    Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default);
}
