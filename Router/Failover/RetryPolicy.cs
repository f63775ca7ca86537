using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;

namespace Switchyard.Router.Failover;

/// <summary>Says whether an upstream is asked the same again, and when.</summary>
/// <remarks>Full jitter: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.</remarks>
internal sealed class RetryPolicy(IOptions<RouterOptions> options)
{
    private readonly RetryOptions _options = options.Value.Retries;

    /// <summary>Says whether an upstream that was asked <paramref name="tries"/> times and last ended with <paramref name="outcome"/> may be asked again.</summary>
    public bool MayRepeat(AttemptOutcome outcome, int tries) => outcome switch
    {
        AttemptOutcome.RateLimited or AttemptOutcome.Unreachable => tries < _options.Attempts,
        AttemptOutcome.Failed => tries < Math.Min(2, _options.Attempts),
        _ => false,
    };

    /// <summary>Gets the pause before everybody is asked for the time numbered <paramref name="round"/> (2 or more); null where it would be too long to wait here.</summary>
    /// <param name="round">The round that follows.</param>
    /// <param name="retryAfter">The soonest that any upstream asked for.</param>
    public TimeSpan? DelayBefore(int round, TimeSpan? retryAfter)
    {
        if (retryAfter > _options.MaxRetryAfter)
        {
            return null;
        }

        var longest = _options.Delay * Math.Pow(2, round - 2);
        var jitter = (longest < _options.MaxDelay ? longest : _options.MaxDelay) * Random.Shared.NextDouble();

        // Not at the moment itself: all who were told the same would come at once.
        return retryAfter is { } wanted ? wanted + (jitter / 10) : jitter;
    }
}
