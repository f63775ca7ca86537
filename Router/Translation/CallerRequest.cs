using Switchyard.Dialects;
using Switchyard.Dialects.Requests;

namespace Switchyard.Router.Translation;

/// <summary>A request that can be written in another dialect and its answer in its own. It is read when the first candidate needs that, which for most requests is never.</summary>
/// <param name="caller">How the caller speaks.</param>
/// <param name="body">The caller's bytes.</param>
/// <param name="requestId">The request's id.</param>
/// <param name="created">When it came.</param>
internal sealed class CallerRequest(CallerDialect caller, ReadOnlyMemory<byte> body, string requestId, DateTimeOffset created)
{
    private AnswerContext? _answer;

    /// <summary>Gets how the caller speaks.</summary>
    public CallerDialect Caller => caller;

    /// <summary>Gets what was asked, and what is known of the answer. A caller's own request id may hold dots, which ids of calls and items may not.</summary>
    /// <exception cref="TranslationException">The request cannot be read.</exception>
    public AnswerContext Answer => _answer ??= new AnswerContext(caller.RequestReader.Read(body.Span), requestId.Replace('.', '-'), created);

    /// <summary>Gets the same for a caller who speaks <paramref name="other"/> and asks <paramref name="asked"/>.</summary>
    public CallerRequest With(CallerDialect other, ModelRequest asked) => new(other, body, requestId, created) { _answer = new AnswerContext(asked, Answer.Id, created) };
}
