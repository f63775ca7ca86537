using Switchyard.Providers;

namespace Switchyard.Router.Forwarding;

/// <summary>What came of one attempt.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Error">What the upstream said, unless the answer was sent.</param>
internal readonly record struct AttemptResult(AttemptOutcome Outcome, ProviderError? Error)
{
    /// <summary>Gets whether another upstream may be tried.</summary>
    public bool CanFallBack => Outcome is AttemptOutcome.Missing or AttemptOutcome.Unsupported or AttemptOutcome.RateLimited or AttemptOutcome.Failed or AttemptOutcome.Unauthorized or AttemptOutcome.Untrusted or AttemptOutcome.Unreachable or AttemptOutcome.Invalid;
}
