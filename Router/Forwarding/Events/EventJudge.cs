using Switchyard.Dialects;
using Switchyard.Providers;
using Switchyard.Router.Forwarding.Answers;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>Says what events mean that are passed on as they are.</summary>
internal abstract class EventJudge(UpstreamDialect dialect) : IDisposable
{
    // What an error says that came although the status was one of success.
    private const int Success = 200;

    /// <summary>Gets how long an event may be that is held until it is whole; longer ones are passed on in pieces, unread.</summary>
    public virtual int MaxEventBytes => 1024 * 1024;

    /// <summary>Gets whether a piece of the answer is likely to be a token.</summary>
    public virtual bool CountsTokens => true;

    /// <summary>Gets whether a body that ends in order is an end of the answer, because its events have none of their own.</summary>
    public virtual bool EndsWithBody => false;

    /// <summary>Makes the judge of one stream of <paramref name="dialect"/>.</summary>
    public static EventJudge Of(UpstreamDialect dialect) => dialect.Dialect == Dialect.Chat ? new ChatEventJudge(dialect) : new DialectEventJudge(dialect);

    /// <summary>Judges an event by its data and takes over the usage it reports.</summary>
    public abstract EventFacts Judge(ReadOnlySpan<byte> data, StreamOutcome outcome);

    /// <summary>Reads the error of an event that is one.</summary>
    public ProviderError ReadError(ReadOnlySpan<byte> data) => ProviderErrors.InPlaceOfAnswer(dialect.ErrorReader.Read(Success, data));

    public virtual void Dispose()
    {
    }
}
