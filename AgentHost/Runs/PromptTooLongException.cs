using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>The model does not take the input. Never leaves <see cref="RunWorker"/>.</summary>
internal sealed class PromptTooLongException(string message, RunEvent started) : Exception(message)
{
    /// <summary>Gets what readers are told of the run before they are told of this.</summary>
    public RunEvent Started => started;
}
