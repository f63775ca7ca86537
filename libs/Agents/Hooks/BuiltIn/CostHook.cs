using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks.BuiltIn.Telemetry;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Reasoning;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Hooks.BuiltIn;

/// <summary>Says what each model call cost, for the run's usage and as the counter <c>switchyard.agents.cost</c>.</summary>
/// <param name="findPrices">Finds a model's prices by the name it was asked or answered by; <see langword="null"/> where they are not known.</param>
public sealed class CostHook(Func<string, ModelPrices?> findPrices) : IHook
{
    private static readonly Counter<double> s_cost = AgentTelemetry.Meter.CreateCounter<double>("switchyard.agents.cost", "{USD}", "What model calls cost.");

    /// <inheritdoc/>
    public string Name => "cost";

    /// <inheritdoc/>
    public int Priority => HookPriorities.Cost;

    /// <inheritdoc/>
    public IReadOnlyList<HookPoint> Points { get; } = [HookPoint.ModelCalled];

    /// <inheritdoc/>
    public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        if (context is not ModelHookContext { Response.Usage: { } usage } call || FindPrices(call) is not { } prices)
        {
            return new(HookResult.Continue);
        }

        var cost = CostOf(usage, prices);
        call.Cost = cost;
        s_cost.Add((double)cost, new TagList { { GenAINames.AgentName, call.Agent }, { GenAINames.RequestModel, call.Options.ModelId } });
        return new(HookResult.Modified);
    }

    private static decimal CostOf(UsageDetails usage, ModelPrices prices) =>
        new ModelPrice(prices.Input ?? 0, prices.Output ?? 0) { CachedInputPerMillion = prices.CachedInput }
            .CostOf(usage.InputTokenCount ?? 0, usage.CachedInputTokenCount ?? 0, usage.OutputTokenCount ?? 0);

    // A router answers with the model it chose; where that has no price, the one that was asked for may.
    private ModelPrices? FindPrices(ModelHookContext call) =>
        (call.Response?.ModelId is { } answered ? findPrices(answered) : null) ?? (call.Options.ModelId is { } asked ? findPrices(asked) : null);
}
