using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Tests.Support;

/// <summary>Answers by a seed, within what one dialect can say of them.</summary>
internal sealed class RandomAnswers(int seed, Dialect dialect)
{
    private readonly Random _random = new(seed);
    private readonly RandomText _text = new(new Random(seed + 1));

    private bool IsChat => dialect == Dialect.Chat;

    public ModelAnswer Next()
    {
        List<MessagePart> parts = [];
        AddReasoning(parts);
        if (_random.Next(4) > 0)
        {
            parts.Add(new TextPart(_text.Next()));
        }

        if (IsChat && _random.Next(4) == 0)
        {
            parts.Add(new RefusalPart(_text.Next()));
        }

        AddReasoning(parts);
        for (var calls = _random.Next(3); calls > 0; calls--)
        {
            parts.Add(new ToolCallPart($"call_{calls}", _text.Name(), _text.Json()));
        }

        return new ModelAnswer { Id = _text.Name(), Model = _text.Name(), Parts = parts, Finish = Finish(parts), Usage = Usage() };
    }

    private void AddReasoning(List<MessagePart> parts)
    {
        // Unsigned reasoning can only stand first in chat completions, and not beside signed reasoning.
        for (var count = _random.Next(3); count > 0; count--)
        {
            var isRedacted = _random.Next(2) == 0;
            parts.Add(new ReasoningPart(isRedacted ? string.Empty : _text.Next(), _text.Base64(), (ReasoningOrigin)_random.Next(1, 4)) { IsRedacted = isRedacted });
        }
    }

    private AnswerFinish Finish(List<MessagePart> parts)
    {
        var hasCalls = parts.Exists(part => part is ToolCallPart);
        if (IsChat)
        {
            return hasCalls ? new AnswerFinish(FinishReason.ToolCalls, "tool_calls") : _random.Next(2) == 0 ? new AnswerFinish(FinishReason.Stop, "stop") : new AnswerFinish(FinishReason.Length, "length");
        }

        return hasCalls ? new AnswerFinish(FinishReason.ToolCalls, "tool_use") : _random.Next(4) switch
        {
            0 => new AnswerFinish(FinishReason.StopSequence, "stop_sequence", _text.Next()),
            1 => new AnswerFinish(FinishReason.PauseTurn, "pause_turn"),
            2 => new AnswerFinish(FinishReason.ContextLength, "model_context_window_exceeded"),
            _ => new AnswerFinish(FinishReason.Refusal, "refusal"),
        };
    }

    private TokenUsage Usage()
    {
        var (cached, written) = (_random.Next(100), _random.Next(100));
        return new TokenUsage
        {
            InputTokens = cached + written + _random.Next(100),
            CachedInputTokens = cached,
            CacheWriteTokens = written,
            OutputTokens = 100 + _random.Next(100),
            ReasoningTokens = IsChat ? _random.Next(100) : 0,
        };
    }
}
