using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Reasoning.Runs;

/// <summary>Shows hooks what happens to whole runs: their beginning, pauses and end, and what people are asked.</summary>
internal sealed class RunHooks(HookPipeline hooks, AgentDefinition definition)
{
    /// <summary>A run is about to be written down: its state, as the hooks would have it.</summary>
    public async Task<AgentState> StartAsync(Guid runId, AgentState state, CancellationToken cancellationToken)
    {
        var context = new RunHookContext(HookPoint.RunStarting) { RunId = runId, Agent = definition.Id, User = state.User, Input = state.Input };
        var verdict = await hooks.RunAsync(context, cancellationToken).ConfigureAwait(false);
        var started = context.Input == state.Input ? state : state.WithInput(context.Input);
        if (verdict.IsContinue)
        {
            var adding = new MessageHooks(hooks, context);
            var message = await adding.AddAsync(new ChatMessage(ChatRole.User, started.Input), cancellationToken).ConfigureAwait(false);
            started = message.Text == started.Input ? started : started.WithInput(message.Text);
            return adding.Refusal is { } refusal ? started.Fail(refusal) : started;
        }

        return verdict.IsVetoed ? started.Fail($"The run was refused: {verdict.Reason} ({verdict.Hook})")
            : started with { Output = context.Result!.Output ?? "", Error = context.Result.Error };
    }

    /// <summary>A run goes on, or has come to rest.</summary>
    public async Task TellAsync(HookPoint point, Guid runId, string user, string input, AgentResult? result, CancellationToken cancellationToken)
    {
        if (hooks.HasHooks(point))
        {
            await hooks.RunAsync(new RunHookContext(point) { RunId = runId, Agent = definition.Id, User = user, Input = input, Result = result }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A person is asked, or has answered.</summary>
    /// <returns>The answer that a hook gives in the person's place; <see langword="null"/> where none does.</returns>
    public async Task<string?> TellAsync(PersonRequest request, Guid runId, string user, string? answer, AnswerOrigin? by, CancellationToken cancellationToken)
    {
        var point = (request.Kind, answer) switch
        {
            (PersonRequestKind.Approval, null) => HookPoint.ApprovalAsked,
            (PersonRequestKind.Approval, _) => HookPoint.ApprovalAnswered,
            (_, null) => HookPoint.QuestionAsked,
            _ => HookPoint.QuestionAnswered,
        };
        if (!hooks.HasHooks(point))
        {
            return null;
        }

        var context = new QuestionHookContext(point)
        {
            RunId = runId,
            Agent = definition.Id,
            User = user,
            Step = request.Step,
            Node = request.Node,
            Key = request.Key,
            Text = request.Text,
            Choices = request.Choices,
            Tool = request.Tool,
            Arguments = request.Arguments is { } arguments ? Parse(arguments) : null,
            Answer = answer,
            AnsweredBy = by,
        };
        return (await hooks.RunAsync(context, cancellationToken).ConfigureAwait(false)).IsReplaced ? context.Answer : null;
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
