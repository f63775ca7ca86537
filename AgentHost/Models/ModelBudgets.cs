using System.Collections.Concurrent;

namespace Switchyard.AgentHost.Models;

/// <summary>Looks budgets up at the Router and keeps them for half a minute.</summary>
internal sealed class ModelBudgets(RouterClient router, TimeProvider time)
{
    private const int MaxKept = 256;

    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (ModelBudget Budget, long At)> _kept = new(StringComparer.Ordinal);

    public async Task<ModelBudget> GetAsync(string model, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(model, out var kept) && time.GetElapsedTime(kept.At) < s_lifetime)
        {
            return kept.Budget;
        }

        var info = await router.FindModelAsync(model, cancellationToken);
        var budget = ModelBudget.Create(model, info?.MaxModelLen, info?.RecommendedPromptTokens);
        if (info is null)
        {
            return budget;
        }

        // Model strings come from callers: past the bound everything is looked up anew rather than kept for ever.
        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        _kept[model] = (budget, time.GetTimestamp());
        return budget;
    }
}
