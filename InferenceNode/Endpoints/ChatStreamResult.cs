using Switchyard.Contracts.OpenAI;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A chat answer as a stream of chunks.</summary>
internal sealed class ChatStreamResult(ChatAnswer answer, GenerationRun run, bool includesUsage) : GenerationStreamResult(run)
{
    protected override async Task WriteEventsAsync(ServerSentEvents events, CancellationToken cancellationToken)
    {
        var deltas = new ChatDeltas(Run, answer.ParsesTools);
        var calls = 0;
        await WriteAsync(events, new ChatMessage { Role = "assistant", Content = string.Empty }, null, cancellationToken);
        await foreach (var delta in deltas.ReadAsync(cancellationToken))
        {
            var message = delta.Call is { } call
                ? new ChatMessage { ToolCalls = [ChatAnswer.ToToolCall(call, calls++)] }
                : new ChatMessage { Content = delta.Text! };
            await WriteAsync(events, message, null, cancellationToken);
        }

        await WriteAsync(events, new ChatMessage(), deltas.FinishReason, cancellationToken);
        if (includesUsage)
        {
            await events.WriteAsync(CreateChunk([]) with { Usage = ChatAnswer.CountUsage(Run) }, OpenAIJsonContext.Default.ChatCompletionChunk, cancellationToken);
        }
    }

    private Task WriteAsync(ServerSentEvents events, ChatMessage delta, string? finishReason, CancellationToken cancellationToken)
    {
        var chunk = CreateChunk([new ChatChunkChoice { Delta = delta, FinishReason = finishReason }]);
        return events.WriteAsync(chunk, OpenAIJsonContext.Default.ChatCompletionChunk, cancellationToken);
    }

    private ChatCompletionChunk CreateChunk(IReadOnlyList<ChatChunkChoice> choices) => new()
    {
        Id = answer.Id,
        Created = answer.Created,
        Model = answer.Model,
        Choices = choices,
    };
}
