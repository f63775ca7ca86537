using Switchyard.Agents.Definitions;
using Switchyard.Agents.Tools;
using Wire = Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Runs;

/// <summary>Makes the first state of a run out of a task.</summary>
internal sealed class AgentStart(AgentDefinition definition, AgentServices services, RunHooks hooks, bool showsTools)
{
    // Most agents are made to read or go on with a run, and choose no tools.
    private readonly Lazy<ToolChoice> _tools = new(() => new ToolChoice(definition, services.Tools));

    /// <summary>The tools that a run is shown.</summary>
    public IReadOnlyList<ITool> Select(string input) => showsTools ? _tools.Value.Select(input) : [];

    public async Task<AgentState> CreateAsync(AgentTask task, CancellationToken cancellationToken)
    {
        var state = new AgentState
        {
            Definition = definition with { Model = task.Model ?? definition.Model, Budget = definition.Budget.Within(task.Budget) },
            User = task.User,
            CallPath = task.CallPath,
            Tools = showsTools ? _tools.Value.Choose(task.Input) : [],
            Input = task.Input,
            Messages = [.. task.History, new Wire.ChatMessage { Role = "user", Content = task.Input }],
            Given = task.History.Count + 1,
            Scratchpad = task.Scratchpad.Length > 0 ? [task.Scratchpad] : [],
        };
        return await hooks.StartAsync(task.RunId, state, cancellationToken).ConfigureAwait(false);
    }
}
