using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Model;

namespace Switchyard.Router.Balancing;

/// <summary>A request's prompt by its blocks, and what is learned of them from its answer.</summary>
/// <param name="tree">Where they are remembered.</param>
/// <param name="blocks">The blocks' names.</param>
/// <param name="chosen">The endpoint that was chosen.</param>
/// <param name="predicted">How many of the first blocks it had answered before.</param>
internal sealed class PrefixPath(PrefixTree tree, ulong[] blocks, UpstreamEndpoint chosen, int predicted)
{
    /// <summary>Learns what the attempt at <paramref name="endpoint"/> tells: that it has the prompt now, or that it did not keep what it had.</summary>
    public void Learn(Provider provider, UpstreamEndpoint endpoint, AttemptOutcome outcome, AnswerUsage? usage)
    {
        var index = provider.Endpoints.IndexOf(endpoint);
        if (outcome != AttemptOutcome.Completed || index is < 0 or >= PrefixTree.MaxEndpoints)
        {
            return;
        }

        // Only who says how much it had computed before can say that it was nothing.
        if (endpoint == chosen && predicted > 0 && usage?.CachedTokens == 0)
        {
            tree.Forget(blocks, index);
        }
        else
        {
            tree.Add(blocks, index, isAnswered: true);
        }
    }
}
