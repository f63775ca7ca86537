using Switchyard.AgentHost.Conversations;
using Switchyard.AgentHost.Definitions;
using Switchyard.AgentHost.Models;
using Switchyard.Agents;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Sessions;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>Puts together what a run begins with: the tools that suit the input, and as much of the conversation as the model takes.</summary>
internal sealed class RunPreparer(PromptBuilder prompts, ConversationStore conversations, ModelBudgets budgets, AgentTools tools, RunSettings settings)
{
    public Task<ModelBudget> GetBudgetAsync(string model, CancellationToken cancellationToken) => budgets.GetAsync(model, cancellationToken);

    /// <summary>Writes a new run into the journal, unless it is there; whoever begins it, the journal has it once.</summary>
    /// <returns>What its readers are told first.</returns>
    /// <exception cref="PromptTooLongException">The model does not take the input.</exception>
    public async Task<RunEvent> CreateAsync(RunClaim run, GraphAgent agent, ModelBudget budget, RunNarrator narrator, CancellationToken cancellationToken)
    {
        if (run.Parent is { } parent)
        {
            // What the parent was when they part: its own budget, and the summary in its prompt, among it.
            var was = (await agent.ReadStateAsync(RunId.ToGuid(parent), run.ForkedAt, cancellationToken)).Definition;
            var other = run.SystemPrompt is null && run.Model == was.Model ? null : was with { Model = run.Model, SystemPrompt = run.SystemPrompt ?? was.SystemPrompt };
            await agent.ForkAsync(RunId.ToGuid(parent), run.ForkedAt, run.JournalId, other, cancellationToken);
            return Started(run, narrator, (await agent.ReadStateAsync(run.JournalId, null, cancellationToken)).Tools, 0);
        }

        var history = await conversations.ReadHistoryAsync(run.User, run.Agent, run.Conversation, settings.Options.MaxHistoryTurns, cancellationToken);
        var held = HeldAs(agent, history);
        var (definition, chosen) = (held.Definition, held.SelectTools(run.Input));
        var prompt = await prompts.BuildAsync(new PromptParts(definition.SystemPrompt, history, run.Input, chosen), budget, cancellationToken);
        if (!prompt.Fits)
        {
            throw new PromptTooLongException(
                $"The input needs {prompt.Tokens} tokens with the tools; the model '{run.Model}' takes {budget.PromptLimit}. Shorten it or choose a larger model.",
                Started(run, narrator, [.. chosen.Select(tool => tool.Definition.Name)], prompt.TrimmedMessages));
        }

        var task = new AgentTask(run.Input)
        {
            RunId = run.JournalId,
            User = run.User,
            History = [.. prompt.Messages.Skip(1).SkipLast(1)],
            Model = run.Model,
            Budget = run.RequestedBudget,
        };

        // The run keeps the definition it was begun with, the summary in its prompt among it.
        await held.CreateAsync(task, cancellationToken);
        return Started(run, narrator, [.. chosen.Select(tool => tool.Definition.Name)], prompt.TrimmedMessages);
    }

    // A conversation that was taken in has the prompt and the tools it came with, as far as this host has them, and one that was summed up tells the model so.
    private GraphAgent HeldAs(GraphAgent agent, Conversations.History history) => history is { Summary: null, SystemPrompt: null, Tools: null } ? agent : agent.With(agent.Definition with
    {
        SystemPrompt = AgentSession.WithSummary(history.SystemPrompt ?? agent.Definition.SystemPrompt, history.Summary),
        Tools = history.Tools is { } held ? [.. held.Where(tools.Names.Contains)] : agent.Definition.Tools,
    });

    private static RunEvent Started(RunClaim run, RunNarrator narrator, IReadOnlyList<string> tools, int trimmed) => narrator.Create(RunEventTypes.Started) with
    {
        Agent = run.Agent,
        Version = run.Version,
        User = run.User,
        Conversation = run.Conversation,
        Model = run.Model,
        Parent = run.Parent,
        TrimmedMessages = trimmed,
        Tools = tools,
    };
}
