using Switchyard.Dialects;

namespace Switchyard.Router.Translation;

/// <summary>A request that was read, so that it can be written in another dialect and its answer in its own.</summary>
/// <param name="Caller">How the caller speaks.</param>
/// <param name="Answer">What was asked, and what is known of the answer.</param>
internal sealed record CallerRequest(CallerDialect Caller, AnswerContext Answer);
