using Microsoft.Extensions.AI;
using Switchyard.Providers;
using Switchyard.Web.Clients;
using AIChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Switchyard.Web.Conversations;

/// <summary>Streams an answer from a model through the Router. Stopping and leaving both close the stream, which frees the model's slot.</summary>
internal sealed class ModelAnswerSource(ModelChatFactory chats, TimeProvider time) : IAnswerSource
{
    public ChatTargetKind Kind => ChatTargetKind.Model;

    public async Task AnswerAsync(Turn turn, ConversationContext context, Action changed, CancellationToken stopped, CancellationToken left)
    {
        var answer = turn.Answer;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped, left);
        try
        {
            await StreamAsync(turn, context, changed, either.Token);
            answer.End(AnswerStatus.Completed, time.GetElapsedTime(answer.StartedAt));
        }
        catch (ProviderException failure)
        {
            answer.End(AnswerStatus.Failed, time.GetElapsedTime(answer.StartedAt), failure.Message);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            answer.End(AnswerStatus.Stopped, time.GetElapsedTime(answer.StartedAt));
        }
    }

    private async Task StreamAsync(Turn turn, ConversationContext context, Action changed, CancellationToken cancellationToken)
    {
        var answer = turn.Answer;
        using var chat = chats.Create();
        var options = new ChatOptions { ModelId = turn.Target.Id };
        await foreach (var update in chat.GetStreamingResponseAsync(Messages(turn, context), options, cancellationToken))
        {
            if (answer.Model is null && update.ModelId is { } model)
            {
                answer.Begin(null, model, null);
            }

            answer.Append(update.Text, time.GetElapsedTime(answer.StartedAt));
            foreach (var usage in update.Contents.OfType<UsageContent>())
            {
                answer.Count(usage.Details.InputTokenCount, usage.Details.OutputTokenCount);
            }

            changed();
        }
    }

    private static IEnumerable<AIChatMessage> Messages(Turn turn, ConversationContext context)
    {
        foreach (var earlier in context.EarlierTurns.Where(static earlier => earlier.Answer.Text.Length > 0))
        {
            yield return new AIChatMessage(ChatRole.User, earlier.Question);
            yield return new AIChatMessage(ChatRole.Assistant, earlier.Answer.Text);
        }

        yield return new AIChatMessage(ChatRole.User, turn.Question);
    }
}
