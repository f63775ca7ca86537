using System.Diagnostics;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Events;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Reasoning.Models;

/// <summary>Asks the model as an effect: what it answered, used and cost is journalled, and a run that goes on reads it there.</summary>
internal sealed class ModelCall(AgentServices services)
{
    /// <summary>The effect's name in the journal.</summary>
    public const string EffectName = "model";

    /// <summary>Asks.</summary>
    /// <param name="node">The node that asks.</param>
    /// <param name="state">How far the agent is.</param>
    /// <param name="prompt">What is asked.</param>
    /// <param name="isThought">Whether the answer is a step on the way, and so told as a thought.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ModelAnswer> AskAsync(NodeContext node, AgentState state, ModelPrompt prompt, bool isThought, CancellationToken cancellationToken)
    {
        var effect = new Effect<ModelPrompt, ModelAnswer>
        {
            Name = EffectName,
            Class = EffectClass.Pure,
            ArgumentsType = AgentStateJson.Default.ModelPrompt,
            ResultType = AgentStateJson.Default.ModelAnswer,
            RunAsync = (call, token) => PerformAsync(node, state, call.Arguments, isThought, token),
        };
        return node.EffectAsync(effect, prompt, cancellationToken);
    }

    private async Task<ModelAnswer> PerformAsync(NodeContext node, AgentState state, ModelPrompt prompt, bool isThought, CancellationToken cancellationToken)
    {
        var started = services.Time.GetTimestamp();
        var context = CreateContext(node, state, prompt);
        var verdict = await services.Hooks.RunAsync(context, cancellationToken).ConfigureAwait(false);
        if (verdict.IsVetoed)
        {
            return new ModelAnswer { Refusal = $"The model was not asked: {verdict.Reason} ({verdict.Hook})" };
        }

        var excess = verdict.IsReplaced ? null : await CallAsync(context, state, cancellationToken).ConfigureAwait(false);
        var refusal = await AddMessageAsync(context, cancellationToken).ConfigureAwait(false);
        var answer = ModelAnswers.Read(context, prompt, state.Iteration + 1) with
        {
            Milliseconds = services.Time.GetElapsedTime(started).TotalMilliseconds,
            Refusal = refusal ?? excess?.Message,
            Limit = refusal is null ? excess?.Limit : null,
        };
        if ((isThought || answer.Calls.Count > 0) && answer.Text.Length > 0)
        {
            services.OnAgentEvent?.Invoke(node.RunId, new ThoughtEvent(answer.Text));
        }

        return answer with { Cost = context.Cost ?? services.Price?.Invoke(answer.Model)?.CostOf(answer.InputTokens, answer.OutputTokens) ?? 0 };
    }

    /// <returns>The limit that ended the call; <see langword="null"/> where none did.</returns>
    private async Task<BudgetExcess?> CallAsync(ModelHookContext context, AgentState state, CancellationToken cancellationToken)
    {
        var started = services.Time.GetTimestamp();
        var outer = Activity.Current;
        BudgetExcess? excess = null;
        try
        {
            Activity.Current = context.Activity ?? outer;
            CurrentModelCall.Context = context;
            excess = await StreamAsync(context, state, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A piece of an answer is none.
            context.Response = null;
            context.Error = exception;
        }
        finally
        {
            Activity.Current = outer;
        }

        context.Duration = services.Time.GetElapsedTime(started);
        context.Point = HookPoint.ModelCalled;
        await services.Hooks.RunAsync(context, cancellationToken).ConfigureAwait(false);
        return context.Response is null && context.Error is { } error ? throw new ModelFailedException(error) : excess;
    }

    private async Task<BudgetExcess?> StreamAsync(ModelHookContext context, AgentState state, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(BudgetGuard.RemainingTime(state), services.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        List<ChatResponseUpdate> updates = [];
        try
        {
            await foreach (var update in services.Model.GetStreamingResponseAsync(context.Messages, context.Options, linked.Token).ConfigureAwait(false))
            {
                updates.Add(update);
                if (update.Text is { Length: > 0 } text)
                {
                    services.OnAgentEvent?.Invoke(context.RunId, new TokenEvent(text));
                }
            }

            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return BudgetGuard.OutOfTime(state.Definition.Budget);
        }
        finally
        {
            context.Response = updates.Count > 0 ? updates.ToChatResponse() : null;
        }
    }

    /// <returns>Why the answer must not become part of the conversation.</returns>
    private async Task<string?> AddMessageAsync(ModelHookContext context, CancellationToken cancellationToken)
    {
        if (context.Response is not { Messages: [.., var last] } response)
        {
            return null;
        }

        var hooks = new MessageHooks(services.Hooks, context);
        var added = await hooks.AddAsync(last, cancellationToken).ConfigureAwait(false);
        context.Response = hooks.Refusal is not null ? null
            : added == last ? response
            : new ChatResponse(added) { ModelId = response.ModelId, Usage = response.Usage };
        return hooks.Refusal;
    }

    private ModelHookContext CreateContext(NodeContext node, AgentState state, ModelPrompt prompt) => new(HookPoint.ModelCalling)
    {
        RunId = node.RunId,
        Agent = state.Definition.Id,
        User = state.User,
        Step = node.Step,
        Node = node.Node,
        Messages = Conversation.ToChatMessages(prompt),
        Options = new ChatOptions
        {
            ModelId = prompt.Model,
            Temperature = prompt.Temperature,
            MaxOutputTokens = BudgetGuard.MaxOutputTokens(state, prompt),
            Tools = prompt.Tools.Count == 0 ? null : [.. prompt.Tools.Select(Declare).OfType<AITool>()],
        },
    };

    private ToolDeclaration? Declare(string name) => services.Tools.TryGet(name, out var tool) ? new ToolDeclaration(tool.Definition) : null;
}
