using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Chat;
using Switchyard.Inference.Models;
using Switchyard.Inference.Scheduling;
using Switchyard.Inference.Templates;
using Switchyard.ToolCalls;

namespace Switchyard.Agents.Local;

/// <summary>A conversation as the model reads it.</summary>
/// <param name="Tokens">The tokens.</param>
/// <param name="BeginsInReasoning">Whether the answer begins inside the model's reasoning.</param>
internal sealed record LocalPrompt(IReadOnlyList<int> Tokens, bool BeginsInReasoning)
{
    /// <exception cref="ArgumentException">The conversation does not fit the model or its template.</exception>
    public static LocalPrompt Write(InferenceModel model, ChatCompletionRequest request)
    {
        string text;
        try
        {
            text = model.Chat!.Render(request.Messages!, request.Tools);
        }
        catch (TemplateException exception)
        {
            throw new ArgumentException($"The chat template of the model '{model.Manifest.Name}' refuses the conversation: {exception.Message}", nameof(request), exception);
        }

        var tokens = model.Tokenizer.Encode(text, allowSpecial: true);
        return (long)tokens.Count + Math.Max(request.MaxCompletionTokens ?? 1, 1) <= model.ContextLength
            ? new LocalPrompt(tokens, model.Chat.WritesReasoning && ReasoningParser.BeginsInside(text))
            : throw new ArgumentException($"The conversation has {tokens.Count} tokens, and the model '{model.Manifest.Name}' {model.ContextLength} for it and its answer: shorten it.", nameof(request));
    }

    public GenerationRequest ToGeneration(InferenceModel model, ChatCompletionRequest request) => new()
    {
        Prompt = Tokens,
        MaxTokens = request.MaxCompletionTokens,
        Stop = request.Stop?.Values ?? [],
        Sampling = model.SamplingDefaults.Complete(request),
    };

    public ChatOutputParser CreateParser(InferenceModel model, ChatCompletionRequest request) => new(
        request.Tools is { Count: > 0 } tools ? new ToolCallParser(model.Chat!.ToolCallSyntax, tools.Select(tool => tool.Function!.Name!).ToHashSet(StringComparer.Ordinal), []) : null,
        model.Chat!.WritesReasoning ? new ReasoningParser(BeginsInReasoning) : null);
}
