using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Reasoning;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Anthropic;

/// <summary>
/// What is asked of Anthropic about thinking, and the output limit that goes with it. Anthropic refuses to think in less than 1024 tokens or in all of the output,
/// while a call is forced, and in a turn whose calls were made without (signed) thinking; asked for thinking there, it is told nothing, and that is reported.
/// </summary>
/// <param name="Type">The word for <c>thinking.type</c>; <see langword="null"/> to say nothing.</param>
/// <param name="BudgetTokens">The tokens to think with.</param>
/// <param name="Effort">The word for <c>output_config.effort</c>.</param>
/// <param name="MaxTokens">The output limit.</param>
internal sealed record AnthropicThinking(string? Type, int? BudgetTokens, string? Effort, int MaxTokens)
{
    private const int LeastBudget = 1024;

    public bool IsOn => Type is "enabled" or "adaptive";

    public static AnthropicThinking Decide(RequestTranslation translation)
    {
        var (request, traits) = (translation.Request, translation.Traits);
        var limit = request.Sampling.MaxOutputTokens ?? traits.DefaultMaxOutputTokens;
        var off = new AnthropicThinking(null, null, null, limit);
        if (request.Reasoning is not { } reasoning)
        {
            return off;
        }

        if (reasoning.IsOff)
        {
            return off with { Type = "disabled" };
        }

        if (Obstacle(request) is { } obstacle)
        {
            return Give(translation, off, obstacle);
        }

        return traits.HasAdaptiveThinking || reasoning is { Effort: null, BudgetTokens: null }
            ? off with { Type = "adaptive", Effort = EffortWord(reasoning) }
            : WithBudget(translation, off, reasoning);
    }

    public void Write(RequestTranslation translation)
    {
        if (Type is null)
        {
            return;
        }

        var json = translation.Json;
        json.WriteStartObject("thinking");
        json.WriteString("type", Type);
        json.WriteOptional("budget_tokens", BudgetTokens);
        json.WriteEndObject();
    }

    private static AnthropicThinking WithBudget(RequestTranslation translation, AnthropicThinking off, ReasoningOptions reasoning)
    {
        var budget = reasoning.BudgetTokens ?? ReasoningEffort.BudgetOf(reasoning.Effort!);
        if (translation.Request.Sampling.MaxOutputTokens is null)
        {
            // Nobody set a limit, so that there is room for both.
            budget = Math.Max(budget, LeastBudget);
            return off with { Type = "enabled", BudgetTokens = budget, MaxTokens = budget + off.MaxTokens };
        }

        if (off.MaxTokens <= LeastBudget)
        {
            return Give(translation, off, $"Anthropic thinks with at least {LeastBudget} tokens, which the output limit does not leave.");
        }

        return off with { Type = "enabled", BudgetTokens = Math.Clamp(budget, LeastBudget, off.MaxTokens - 1) };
    }

    private static AnthropicThinking Give(RequestTranslation translation, AnthropicThinking off, string reason)
    {
        translation.Drop(FieldNames.Reasoning(translation.Request.Source), reason);
        return off;
    }

    private static string? EffortWord(ReasoningOptions reasoning) => reasoning switch
    {
        { Effort: "minimal" } => "low",
        { Effort: { } effort } => effort,
        { BudgetTokens: { } budget } => ReasoningEffort.WordFor(budget),
        _ => null,
    };

    private static string? Obstacle(ModelRequest request)
    {
        if (request.ToolChoice?.Kind is ToolChoiceKind.Required or ToolChoiceKind.Function)
        {
            return "Anthropic does not think while a tool call is forced.";
        }

        var last = request.Messages.LastOrDefault(message => message.Role == MessageRole.Assistant);
        var isWaiting = request.Messages.Count > 0 && request.Messages[^1].Role == MessageRole.Tool;
        var wasSigned = last?.Parts.FirstOrDefault(part => part is not ReasoningPart { Origin: not ReasoningOrigin.Anthropic }) is ReasoningPart reasoning && BlockWriter.IsSigned(reasoning);
        return isWaiting && !wasSigned ? "The calls answered here were made without thinking signed by Anthropic, which then does not think in the same turn." : null;
    }
}
