using System.Text;
using Microsoft.Extensions.AI;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Providers.OpenAICompatible;

/// <summary>Turns a stream's chunks into updates. Pieces of tool calls are kept back until the call is whole, since half a call is of no use to anyone.</summary>
internal sealed class ChatChunkMapper
{
    private readonly SortedDictionary<int, PartialCall> _calls = [];

    public ChatResponseUpdate Map(ChatCompletionChunk chunk)
    {
        var update = new ChatResponseUpdate
        {
            ResponseId = chunk.Id,
            MessageId = chunk.Id,
            ModelId = chunk.Model,
            CreatedAt = chunk.Created == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(chunk.Created),
            Role = ChatRole.Assistant,
            RawRepresentation = chunk,
        };
        if (chunk.Choices is [var choice, ..])
        {
            AddDelta(update, choice);
        }

        if (ChatResponseMapper.MapUsage(chunk.Usage) is { } usage)
        {
            update.Contents.Add(new UsageContent(usage));
        }

        return update;
    }

    private void AddDelta(ChatResponseUpdate update, ChatChunkChoice choice)
    {
        if (choice.Delta.Content?.ToText() is { Length: > 0 } text)
        {
            update.Contents.Add(new TextContent(text));
        }

        foreach (var piece in choice.Delta.ToolCalls ?? [])
        {
            Append(piece);
        }

        if (choice.FinishReason is null)
        {
            return;
        }

        update.FinishReason = ChatResponseMapper.MapFinishReason(choice.FinishReason);
        foreach (var call in _calls.Values)
        {
            update.Contents.Add(ChatResponseMapper.MapCall(call.Id, call.Name, call.Arguments.ToString()));
        }

        _calls.Clear();
    }

    private void Append(ToolCall piece)
    {
        // Servers that send a whole call in one piece may leave the index out; then each id is a call of its own.
        var index = piece.Index ?? (piece.Id is null ? _calls.Count - 1 : _calls.Count);
        if (!_calls.TryGetValue(index, out var call))
        {
            _calls[index] = call = new PartialCall();
        }

        call.Id = piece.Id is { Length: > 0 } id ? id : call.Id;
        // The name comes whole; servers that repeat it in every piece must not make it grow.
        call.Name = call.Name.Length > 0 ? call.Name : piece.Function?.Name ?? string.Empty;
        call.Arguments.Append(piece.Function?.Arguments);
    }

    private sealed class PartialCall
    {
        public string Id { get; set; } = string.Empty;

        public string Name { get; set; } = string.Empty;

        public StringBuilder Arguments { get; } = new();
    }
}
