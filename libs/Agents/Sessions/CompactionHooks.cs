using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Reasoning.Models;
using Switchyard.Contracts.Agents;

namespace Switchyard.Agents.Sessions;

/// <summary>Shows hooks how a conversation is made shorter.</summary>
internal sealed class CompactionHooks(HookPipeline hooks)
{
    /// <summary>Has turns summarised, unless a hook refuses or does it.</summary>
    /// <param name="session">The conversation.</param>
    /// <param name="turns">The turns that are taken.</param>
    /// <param name="summarise">Summarises them with what stands for those before them.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What then stands for all of them; <see langword="null"/> where they stay as they are.</returns>
    public async Task<string?> AskAsync(AgentSession session, IReadOnlyList<SessionTurn> turns, Func<CancellationToken, Task<string>> summarise, CancellationToken cancellationToken)
    {
        if (!hooks.HasHooks(HookPoint.CompactionStarting) && !hooks.HasHooks(HookPoint.CompactionEnded))
        {
            return await summarise(cancellationToken).ConfigureAwait(false);
        }

        var context = new CompactionHookContext(HookPoint.CompactionStarting)
        {
            RunId = Guid.Empty,
            Agent = session.Agent,
            User = session.User,
            Session = session.Id,
            Messages = [.. session.Summary is { } before ? [new ChatMessage(ChatRole.System, before)] : Array.Empty<ChatMessage>(), .. turns.SelectMany(turn => turn.Messages).Select(Conversation.ToChatMessage)],
        };
        var verdict = await hooks.RunAsync(context, cancellationToken).ConfigureAwait(false);
        if (verdict.IsVetoed)
        {
            return null;
        }

        if (!verdict.IsReplaced)
        {
            context.Compacted = [new ChatMessage(ChatRole.System, await summarise(cancellationToken).ConfigureAwait(false))];
        }

        context.Point = HookPoint.CompactionEnded;
        await hooks.RunAsync(context, cancellationToken).ConfigureAwait(false);
        return string.Join('\n', context.Compacted!.Select(message => message.Text));
    }
}
