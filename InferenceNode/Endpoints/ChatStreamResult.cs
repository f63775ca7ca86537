using System.Runtime.CompilerServices;
using Switchyard.Contracts.OpenAI;
using Switchyard.ToolCalls;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A chat answer as a stream of chunks: for each choice its role, its pieces, its end.</summary>
internal sealed class ChatStreamResult(ChatAnswer answer, GenerationSet set, StreamOptions? options)
    : GenerationStreamResult<ChatCompletionChunk>(set, options, OpenAIJsonContext.Default.ChatCompletionChunk)
{
    protected override async IAsyncEnumerable<ChatCompletionChunk> ReadAsync(GenerationRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var deltas = new ChatDeltas(run, answer.CreateParser());
        var calls = 0;
        var hasRole = false;
        await foreach (var delta in deltas.ReadAsync(cancellationToken))
        {
            if (!hasRole)
            {
                hasRole = true;
                yield return CreateRoleChunk(run);
            }

            yield return CreateChunk(new ChatChunkChoice { Index = run.Index, Delta = ToMessage(delta, ref calls), Logprobs = TakeLogProbs(deltas, run) });
        }

        if (!hasRole)
        {
            yield return CreateRoleChunk(run);
        }

        yield return CreateChunk(new ChatChunkChoice { Index = run.Index, Delta = new ChatMessage(), Logprobs = TakeLogProbs(deltas, run), FinishReason = deltas.FinishReason });
    }

    protected override ChatCompletionChunk CreateUsageChunk(Usage usage) => CreateChunk() with { Usage = usage };

    protected override ChatCompletionChunk WithUsage(ChatCompletionChunk chunk, Usage usage) => chunk with { Usage = usage };

    private static ChatMessage ToMessage(ChatDelta delta, ref int calls) => delta.Call is { } call
        ? new ChatMessage { ToolCalls = [ChatAnswer.ToToolCall(call, calls++)] }
        : delta.Reasoning is { } reasoning ? new ChatMessage { ReasoningContent = reasoning }
        : new ChatMessage { Content = delta.Text! };

    private ChatLogprobs? TakeLogProbs(ChatDeltas deltas, GenerationRun run) =>
        answer.TellsLogProbs && deltas.TakeLogProbs() is { Count: > 0 } tokens ? ChatLogprobsMapper.Map(tokens, run.Model.Tokenizer) : null;

    private ChatCompletionChunk CreateRoleChunk(GenerationRun run) =>
        CreateChunk(new ChatChunkChoice { Index = run.Index, Delta = new ChatMessage { Role = "assistant", Content = string.Empty } });

    private ChatCompletionChunk CreateChunk(params IReadOnlyList<ChatChunkChoice> choices) => new()
    {
        Id = answer.Id,
        Created = answer.Created,
        Model = answer.Model,
        Choices = choices,
    };
}
