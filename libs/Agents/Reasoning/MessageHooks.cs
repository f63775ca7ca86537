using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Reasoning;

/// <summary>Shows hooks the messages that become part of a conversation; within the call that gave them, so that what hooks make of them is journalled.</summary>
internal sealed class MessageHooks(HookPipeline hooks, HookContext around)
{
    /// <summary>Gets why the message is not added; <see langword="null"/> where it is.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The message as hooks would have it.</summary>
    public async ValueTask<ChatMessage> AddAsync(ChatMessage message, CancellationToken cancellationToken)
    {
        if (!hooks.HasHooks(HookPoint.MessageAdding))
        {
            return message;
        }

        var context = new MessageHookContext(HookPoint.MessageAdding)
        {
            RunId = around.RunId,
            Agent = around.Agent,
            User = around.User,
            Step = around.Step,
            Node = around.Node,
            Message = message,
        };
        var verdict = await hooks.RunAsync(context, cancellationToken).ConfigureAwait(false);
        Refusal = verdict.IsVetoed ? $"A message was refused: {verdict.Reason} ({verdict.Hook})" : null;
        return context.Message;
    }
}
