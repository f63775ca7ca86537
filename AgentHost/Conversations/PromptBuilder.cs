using Switchyard.AgentHost.Models;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Conversations;

/// <summary>Puts a prompt together: as many of the newest whole turns as fit beside the system prompt, the tools and the input.</summary>
internal sealed class PromptBuilder(TokenCounter counter)
{
    public async Task<Prompt> BuildAsync(PromptParts parts, ModelBudget budget, CancellationToken cancellationToken)
    {
        // Longer histories cost more tokens, so the largest one that fits is found by halving.
        var turns = parts.History.Turns;
        var (fits, tooMany) = (0, turns.Count + 1);
        while (tooMany - fits > 1)
        {
            var middle = fits == 0 && tooMany == turns.Count + 1 ? turns.Count : (fits + tooMany) / 2;
            if (await CountAsync(parts, middle, budget, cancellationToken) <= budget.HistoryLimit)
            {
                fits = middle;
            }
            else
            {
                tooMany = middle;
            }
        }

        var tokens = await CountAsync(parts, fits, budget, cancellationToken);
        var trimmed = parts.History.SkippedMessages + turns.SkipLast(fits).Sum(turn => turn.Messages.Count);
        return new Prompt(Compose(parts, fits), trimmed, tokens, tokens <= budget.PromptLimit);
    }

    private Task<int> CountAsync(PromptParts parts, int turns, ModelBudget budget, CancellationToken cancellationToken) =>
        counter.CountAsync(budget.Model, Compose(parts, turns), parts.Tools, cancellationToken);

    private static List<ChatMessage> Compose(PromptParts parts, int turns) =>
    [
        new() { Role = "system", Content = parts.SystemPrompt },
        .. parts.History.Turns.TakeLast(turns).SelectMany(turn => turn.Messages),
        new() { Role = "user", Content = parts.Input },
    ];
}
