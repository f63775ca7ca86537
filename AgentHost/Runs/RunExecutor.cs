using Microsoft.Extensions.AI;
using Switchyard.AgentHost.Agents;
using Switchyard.AgentHost.Conversations;
using Switchyard.AgentHost.Models;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Selection;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>Does a run's work: chooses tools, fits the history, drives the agent and hands on what happens. How the run ends is its caller's business.</summary>
internal sealed class RunExecutor(
    IChatClient client, ToolSelector selector, ModelBudgets budgets, PromptBuilder prompts, ConversationStore conversations, RunSettings settings)
{
    /// <summary>Works until the agent finishes; returns why it could not, or null.</summary>
    public async Task<string?> ExecuteAsync(RunStart run, AgentProfile agent, RunJournal journal, Func<RunEvent, Task> send, CancellationToken cancellationToken)
    {
        var tools = selector.Select(run.Input, settings.Options.MaxToolsShown);
        var budget = await budgets.GetAsync(run.Model, cancellationToken);
        var history = await conversations.ReadHistoryAsync(run.User, run.Agent, run.Conversation, settings.Options.MaxHistoryTurns, cancellationToken);
        var prompt = await prompts.BuildAsync(new PromptParts(agent.SystemPrompt, history, run.Input, tools), budget, cancellationToken);
        await send(Started(run, journal, prompt, tools));
        if (!prompt.Fits)
        {
            return $"The input needs {prompt.Tokens} tokens with the tools; the model '{run.Model}' takes {budget.PromptLimit}. Shorten it or choose a larger model.";
        }

        var request = new AgentRequest
        {
            Messages = [.. prompt.Messages.Select(ChatMessages.ToChatMessage)],
            Tools = tools,
            Context = new ToolContext(run.User),
            Model = run.Model,
        };
        var react = new ReActAgent(client, new ReActOptions { MaxIterations = settings.Options.MaxIterations, MaxToolOutputLength = budget.MaxToolOutputLength }, settings.Time);
        await foreach (var happened in react.RunAsync(request, cancellationToken))
        {
            if (journal.Note(happened) is { } runEvent)
            {
                await send(runEvent);
            }
        }

        return journal.Finished?.Error;
    }

    private static RunEvent Started(RunStart run, RunJournal journal, Prompt prompt, IReadOnlyList<ITool> tools) => journal.Create(RunEventTypes.Started) with
    {
        Agent = run.Agent,
        User = run.User,
        Conversation = run.Conversation,
        Model = run.Model,
        TrimmedMessages = prompt.TrimmedMessages,
        Tools = [.. tools.Select(tool => tool.Definition.Name)],
    };
}
