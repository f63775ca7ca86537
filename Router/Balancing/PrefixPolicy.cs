using System.Runtime.CompilerServices;
using Switchyard.Router.Configuration;
using Switchyard.Router.Model;

namespace Switchyard.Router.Balancing;

/// <summary>
/// Chooses the endpoint that has read the longest beginning of the prompt and may still hold it in its cache. Where none has read a good part of it, or the
/// one that did has much more to do than another, the least loaded is chosen: it will know the prompt from then on, and share what is asked often.
/// </summary>
/// <remarks>The same three thresholds as SMG's cache-aware policy (lightseekorg/smg), but in tokens where that counts requests.</remarks>
internal sealed class PrefixPolicy(BalancingOptions options) : IBalancingPolicy
{
    // One tree a provider, which the names of models keep apart: a tree for each name would let callers choose how many there are.
    private readonly ConditionalWeakTable<Provider, PrefixTree> _trees = [];

    public BalancingChoice Choose(in BalancingRequest request, ReadOnlySpan<UpstreamEndpoint> open)
    {
        var least = LeastOutstandingTokensPolicy.Find(request, open);
        var blocks = request.Request.Form is null ? PromptBlocks.Name(request.Request.Body.Span, request.Model) : [];
        if (blocks.Length == 0)
        {
            return new BalancingChoice(least, "least outstanding tokens, since the prompt is too short to be known");
        }

        var tree = TreeOf(request.Provider);
        var (best, known) = FindBest(request, open, tree, blocks);
        var isKnown = known >= options.PrefixMinShare * blocks.Length;
        var isBusy = isKnown && IsBusy(request.Cost(open[best]), request.Cost(open[least]));
        var chosen = isKnown && !isBusy ? best : least;
        return new BalancingChoice(chosen, Explain(known, blocks.Length, isKnown, isBusy)) { Prefix = Remember(request.Provider, open[chosen], tree, blocks) };
    }

    private static string Explain(int known, int blocks, bool isKnown, bool isBusy) =>
        isBusy ? $"least outstanding tokens, since the address that knows {known * PromptBlocks.BlockBytes} of {blocks * PromptBlocks.BlockBytes} bytes has too much to do"
        : isKnown ? $"prefix: {known * PromptBlocks.BlockBytes} of {blocks * PromptBlocks.BlockBytes} bytes known here"
        : $"least outstanding tokens, since no address knows more than {known * PromptBlocks.BlockBytes} of {blocks * PromptBlocks.BlockBytes} bytes";

    private static (int Best, int Known) FindBest(in BalancingRequest request, ReadOnlySpan<UpstreamEndpoint> open, PrefixTree tree, ulong[] blocks)
    {
        Span<int> counts = stackalloc int[Math.Min(request.Provider.Endpoints.Length, PrefixTree.MaxEndpoints)];
        tree.Match(blocks, counts);
        var (best, known) = (0, -1);
        for (var i = 0; i < open.Length; i++)
        {
            var index = request.Provider.Endpoints.IndexOf(open[i]);
            var count = index >= 0 && index < counts.Length ? counts[index] : 0;
            if (count > known || (count == known && request.Cost(open[i]) < request.Cost(open[best])))
            {
                (best, known) = (i, count);
            }
        }

        return (best, known);
    }

    // What is sent now is known to the next that come before its answer; only what was answered may be expected to be in a cache.
    private static PrefixPath Remember(Provider provider, UpstreamEndpoint chosen, PrefixTree tree, ulong[] blocks)
    {
        var index = provider.Endpoints.IndexOf(chosen);
        return new PrefixPath(tree, blocks, chosen, index < PrefixTree.MaxEndpoints ? tree.Add(blocks, index, isAnswered: false) : 0);
    }

    private bool IsBusy(double cost, double least) => cost - least > options.PrefixMaxExcessTokens && cost > options.PrefixMaxExcessFactor * least;

    private PrefixTree TreeOf(Provider provider) =>
        _trees.TryGetValue(provider, out var tree) ? tree : _trees.GetOrAdd(provider, new PrefixTree(options.PrefixTreeBytes));
}
