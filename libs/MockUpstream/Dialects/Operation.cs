using System.Text.Json;
using Switchyard.MockUpstream.Answers;
using Switchyard.MockUpstream.Pipeline;

namespace Switchyard.MockUpstream.Dialects;

/// <summary>One endpoint of one dialect: reads its requests and writes answers and errors as it does. Has no state.</summary>
internal abstract class Operation(Dialect dialect)
{
    public Dialect Dialect { get; } = dialect;

    /// <summary>Gets a value indicating whether it answers with generated text, which takes the time that tokens take.</summary>
    public virtual bool Generates => true;

    /// <summary>Gets how its stream is written.</summary>
    public virtual StreamSyntax Syntax => StreamSyntax.ServerSentEvents;

    /// <summary>Gets a value indicating whether its requests have a body.</summary>
    public virtual bool HasBody => true;

    /// <summary>Gets a value indicating whether its requests are forms with files, which are read as an object of their fields.</summary>
    public virtual bool TakesForms => false;

    /// <summary>Gets what Azure sends before the first event; null where it has no such endpoint.</summary>
    public virtual string? AzurePrelude => null;

    /// <summary>Reads a request. <paramref name="model"/> is the model of the path; empty where the body names it.</summary>
    /// <exception cref="BadRequestException">A member is missing or of the wrong type.</exception>
    public abstract ApiRequest Read(JsonElement body, string model);

    /// <summary>Writes an answer in one body.</summary>
    public abstract string Whole(Answer answer, ApiRequest request);

    /// <summary>Gets the type of an answer in one body.</summary>
    public virtual string WholeType(ApiRequest request) => DialectHeaders.JsonType(Dialect);

    /// <summary>Writes an answer that is no text, a piece for each token, which is a chunk on the wire; null where it is one.</summary>
    public virtual IReadOnlyList<byte[]>? Chunks(Answer answer, ApiRequest request) => null;

    /// <summary>Writes an answer as events.</summary>
    public virtual void Stream(Answer answer, ApiRequest request, List<StreamEvent> events) =>
        throw new NotSupportedException($"{GetType().Name} does not stream.");

    /// <summary>Says what speaks against a request about <paramref name="model"/>, beside what its reading says.</summary>
    public virtual UpstreamError? Refuse(string model, ModelShelf shelf) => null;

    /// <summary>Tells whether a body says that what was asked for is done, so that <see cref="Apply"/> is to happen.</summary>
    public virtual bool IsDone(ReadOnlySpan<byte> body) => false;

    /// <summary>Changes what models there are, before the end of the answer is sent.</summary>
    public virtual void Apply(string model, ModelShelf shelf)
    {
    }

    /// <summary>Writes an error that comes inside of a stream.</summary>
    public virtual StreamEvent ErrorEvent(UpstreamError error) => new(EventRoles.None, null, Errors.Body(Dialect, error));
}
