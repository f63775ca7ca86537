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
    // As long as OpenAI's own. A request's id would not do: a caller may send the same with every request.
    private const int CallIdLength = 24;

    private AnswerContext? _answer;

    /// <summary>Gets how the caller speaks.</summary>
    public CallerDialect Caller => caller;

    /// <summary>Gets what was asked, and what is known of the answer. A caller's own request id may hold dots, which an answer's may not.</summary>
    /// <exception cref="TranslationException">The request cannot be read.</exception>
    public AnswerContext Answer => _answer ??= new AnswerContext(caller.RequestReader.Read(body.Span), requestId.Replace('.', '-'), created) { CallId = Guid.NewGuid().ToString("n")[..CallIdLength] };

    /// <summary>Gets the same for a caller who speaks <paramref name="other"/> and asks <paramref name="asked"/>.</summary>
    public CallerRequest With(CallerDialect other, ModelRequest asked) => new(other, body, requestId, created) { _answer = Answer with { Request = asked } };
}
