namespace Switchyard.AgentHost.Models;

/// <summary>How many tokens a model takes.</summary>
/// <param name="Model">The model string.</param>
/// <param name="PromptLimit">The longest prompt that is sent.</param>
/// <param name="HistoryLimit">The longest prompt as long as there is history to leave out; the rest is room for tool results.</param>
internal sealed record ModelBudget(string Model, int PromptLimit, int HistoryLimit)
{
    // For models that do not say: small enough for every model in use, large enough to be useful.
    private const int UnknownContext = 8_192;

    /// <summary>Derives the budget: an eighth of the context is left for the answer; half of a recommended prompt, or a quarter of the context, for this run's tool steps.</summary>
    public static ModelBudget Create(string model, int? maxModelLength, int? recommendedPromptTokens)
    {
        var context = maxModelLength ?? UnknownContext;
        var limit = context - (context / 8);
        return new ModelBudget(model, limit, Math.Min(limit, recommendedPromptTokens is { } recommended ? recommended / 2 : limit * 3 / 4));
    }

    /// <summary>Gets the longest tool result in characters: about half of the room that is left, at two to three characters a token.</summary>
    public int MaxToolOutputLength => Math.Clamp(HistoryLimit, 400, 8_000);
}
