using Microsoft.Extensions.AI;
using Switchyard.Inference.Chat;
using Switchyard.Inference.Scheduling;
using Switchyard.Providers.OpenAICompatible;
using Switchyard.ToolCalls;

namespace Switchyard.Agents.Local;

/// <summary>Turns what a model generates into the updates of one answer.</summary>
internal sealed class LocalAnswer(string model, ChatOutputParser parser)
{
    private readonly string _id = $"local-{Guid.NewGuid():N}";
    private FinishReason? _reason;

    public IEnumerable<ChatResponseUpdate> Add(GenerationDelta delta)
    {
        _reason = delta.FinishReason ?? _reason;
        return parser.Add(delta.Text).Select(part => Update([ContentOf(part)]));
    }

    /// <summary>Gets what was held back, then the usage and why the answer ended.</summary>
    public IEnumerable<ChatResponseUpdate> Finish(Generation generation)
    {
        foreach (var part in parser.Finish())
        {
            yield return Update([ContentOf(part)]);
        }

        var usage = new UsageDetails
        {
            InputTokenCount = generation.PromptTokens,
            OutputTokenCount = generation.CompletionTokens,
            TotalTokenCount = generation.PromptTokens + generation.CompletionTokens,
        };
        var last = Update([new UsageContent(usage)]);
        last.FinishReason = _reason == FinishReason.Length ? ChatFinishReason.Length : parser.CallCount > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop;
        yield return last;
    }

    private static AIContent ContentOf(ChatDelta part) => part switch
    {
        { Reasoning: { } reasoning } => new TextReasoningContent(reasoning),
        { Call: { } call } => ChatResponseMapper.MapCall($"call_{Guid.NewGuid():N}", call.Name, call.Arguments),
        _ => new TextContent(part.Text),
    };

    private ChatResponseUpdate Update(IList<AIContent> contents) => new(ChatRole.Assistant, contents) { ResponseId = _id, MessageId = _id, ModelId = model };
}
