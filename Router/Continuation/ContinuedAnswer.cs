using Switchyard.Dialects;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Continuation;

/// <summary>An answer that goes on where another broke off.</summary>
/// <param name="Provider">Who gives it.</param>
/// <param name="Dialect">How it is given.</param>
/// <param name="Context">What was asked.</param>
/// <param name="Body">The upstream's bytes.</param>
/// <param name="Outcome">Takes what comes of it.</param>
internal sealed record ContinuedAnswer(string Provider, UpstreamDialect Dialect, AnswerContext Context, Stream Body, StreamOutcome Outcome)
{
    /// <summary>Gets the end of the text before it which the upstream was not shown.</summary>
    public required string Untold { get; init; }

    /// <summary>Gets how many tokens came before it.</summary>
    public required int SentTokens { get; init; }
}
