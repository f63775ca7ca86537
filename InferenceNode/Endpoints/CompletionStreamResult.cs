using Switchyard.Contracts.OpenAI;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A text completion as a stream.</summary>
internal sealed class CompletionStreamResult(Completion frame, GenerationRun run, bool includesUsage) : GenerationStreamResult(run)
{
    protected override async Task WriteEventsAsync(ServerSentEvents events, CancellationToken cancellationToken)
    {
        await foreach (var delta in Run.ReadAsync(cancellationToken))
        {
            if (delta.Text.Length > 0 || delta.FinishReason is not null)
            {
                var choice = new CompletionChoice { Text = delta.Text, FinishReason = FinishReasons.ToText(delta.FinishReason) };
                await events.WriteAsync(frame with { Choices = [choice] }, OpenAIJsonContext.Default.Completion, cancellationToken);
            }
        }

        if (includesUsage)
        {
            await events.WriteAsync(frame with { Usage = ChatAnswer.CountUsage(Run) }, OpenAIJsonContext.Default.Completion, cancellationToken);
        }
    }
}
