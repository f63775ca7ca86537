using Switchyard.Dialects;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Requests;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>Judges events by what their dialect's own reader makes of them.</summary>
internal sealed class DialectEventJudge(UpstreamDialect dialect) : EventJudge(dialect), IModelEventSink
{
    /// <summary>Names what the upstream leaves without a name, where nobody will see it.</summary>
    public static readonly AnswerContext NoContext = new(new ModelRequest { Source = Dialect.Chat, Model = string.Empty }, "passed", DateTimeOffset.UnixEpoch);

    private readonly IEventReader _reader = dialect.CreateEventReader(NoContext);
    private EventFacts _facts;
    private AnswerUsage? _usage;
    private long _contentBytes;

    public override EventFacts Judge(ReadOnlySpan<byte> data, StreamOutcome outcome)
    {
        _facts = EventFacts.None;
        try
        {
            _reader.Read(default, data, this);
        }
        catch (AnswerFormatException exception)
        {
            // What is JSON and still unknown here may well be known to the caller: tools that only the provider runs, and what will be added.
            _facts |= exception.IsMalformed ? EventFacts.Malformed : EventFacts.Content;
        }

        outcome.Usage = _usage ?? outcome.Usage;
        outcome.ContentBytes = _contentBytes;
        return _facts;
    }

    public void Accept(in ModelEvent modelEvent)
    {
        _usage = AnswerUsage.Of(modelEvent.Usage) ?? _usage;
        _contentBytes += modelEvent.Text.Length;
        _facts |= modelEvent.Kind switch
        {
            ModelEventKind.Finished => EventFacts.Done,
            ModelEventKind.Failed => EventFacts.Error,
            _ => modelEvent.IsContent ? EventFacts.Content : EventFacts.None,
        };
    }

    public override void Dispose()
    {
        base.Dispose();
        _reader.Dispose();
    }
}
