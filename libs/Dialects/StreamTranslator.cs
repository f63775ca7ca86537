using System.Buffers;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Continuation;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Framing;

namespace Switchyard.Dialects;

/// <summary>Turns one upstream's stream into one caller's, as the bytes come and however they are split.</summary>
/// <remarks>Synchronous and not for several threads: feed it what was read, send what it wrote. It holds at most one event and, for chat callers, one part's reasoning.</remarks>
public sealed class StreamTranslator : IFrameSink, IModelEventSink, IDisposable
{
    /// <summary>The largest upstream event accepted unless told otherwise, in bytes.</summary>
    public const int DefaultMaxEventBytes = 16 * 1024 * 1024;

    private readonly int _maxEventBytes;
    private FrameParser _parser;
    private IEventReader _reader;
    private IEventWriter _writer;
    private UnfinishedText? _unfinished;
    private ModelError? _break;
    private IBufferWriter<byte>? _output;

    /// <summary>Initializes the translation of one answer.</summary>
    /// <param name="upstream">Who speaks.</param>
    /// <param name="caller">Who listens.</param>
    /// <param name="context">What is known of the answer.</param>
    /// <param name="maxEventBytes">The largest upstream event accepted, in bytes.</param>
    public StreamTranslator(UpstreamDialect upstream, CallerDialect caller, AnswerContext context, int maxEventBytes = DefaultMaxEventBytes)
    {
        ArgumentNullException.ThrowIfNull(upstream);
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxEventBytes);
        _maxEventBytes = maxEventBytes;
        (_parser, _reader) = (CreateParser(upstream), upstream.CreateEventReader(context));
        _writer = caller.CreateEventWriter(context);
    }

    /// <summary>Gets a value indicating whether an answer that breaks off inside its text waits for <see cref="Continue"/> or <see cref="GiveUp"/> before the caller is told. Its text is kept until then, up to 256 KiB.</summary>
    public bool MayContinue
    {
        get => _unfinished is not null;
        init => _unfinished = value ? new UnfinishedText() : null;
    }

    /// <summary>Gets the text of an answer that broke off and that another upstream may go on with; <see langword="null"/> unless it waits for one.</summary>
    public string? BrokenText => _break is null ? null : _unfinished?.Text;

    /// <summary>Gets whether an answer broke off and waits.</summary>
    public bool IsBroken => _break is not null;

    /// <summary>Gets whether anything of the answer was written that a caller could act on; before that another upstream may still be tried.</summary>
    public bool HasContent => Pieces > 0;

    /// <summary>Gets how many pieces of the answer came; from most upstreams one is a token.</summary>
    public int Pieces { get; private set; }

    /// <summary>Gets how long these pieces are together, in bytes of UTF-8.</summary>
    public long ContentBytes { get; private set; }

    /// <summary>Gets how many messages came, of whatever kind.</summary>
    public int Events { get; private set; }

    /// <summary>Gets how many of them were left out because they are no JSON.</summary>
    public int MalformedEvents { get; private set; }

    /// <summary>Gets whether the last event was written.</summary>
    public bool IsFinished => Finish is not null || Error is not null;

    /// <summary>Gets why the answer ended; <see langword="null"/> before that and where it failed.</summary>
    public AnswerFinish? Finish { get; private set; }

    /// <summary>Gets what ended the answer early; <see langword="null"/> unless something did.</summary>
    public ModelError? Error { get; private set; }

    /// <summary>Gets the tokens used, as far as the upstream has said.</summary>
    public TokenUsage? Usage { get; private set; }

    /// <summary>Translates what was read. Messages that are no JSON are left out and counted; an upstream that does not follow its dialect otherwise ends the stream with an error event.</summary>
    /// <param name="bytes">Bytes of the upstream's body.</param>
    /// <param name="output">Takes the caller's events.</param>
    public void Translate(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        try
        {
            _parser.Feed(bytes, this);
        }
        catch (AnswerFormatException exception)
        {
            Fail(new ModelError(ErrorClass.Upstream, exception.Message) { Code = "upstream_malformed" }, output);
        }
    }

    /// <summary>Goes on with another upstream's answer, which is added to the open text. What it repeats of the text is left out. The counts begin anew.</summary>
    /// <param name="upstream">Who speaks now.</param>
    /// <param name="context">What is known of its answer.</param>
    /// <param name="untold">The end of <see cref="BrokenText"/> that it was not shown.</param>
    /// <param name="sentTokens">How many tokens of the answer came before, which the caller's usage counts too.</param>
    public void Continue(UpstreamDialect upstream, AnswerContext context, string untold, int sentTokens)
    {
        ArgumentNullException.ThrowIfNull(upstream);
        if (BrokenText is not { } sent)
        {
            throw new InvalidOperationException("The answer did not break off.");
        }

        _writer = new ContinuedEventWriter(_writer, _unfinished!.Index, new Seam(sent, untold), sentTokens);
        _parser.Dispose();
        _reader.Dispose();
        (_parser, _reader) = (CreateParser(upstream), upstream.CreateEventReader(context));
        (Pieces, ContentBytes, Events, MalformedEvents, Usage) = (0, 0, 0, 0, null);
        ForgetBreak();
    }

    /// <summary>Tells the caller that the answer broke off.</summary>
    /// <param name="output">Takes the caller's events.</param>
    public void GiveUp(IBufferWriter<byte> output)
    {
        if (_break is { } error)
        {
            ForgetBreak();
            Fail(error, output);
        }
    }

    /// <summary>Ends the stream after the upstream's last byte: with an error event if the answer was not complete.</summary>
    /// <param name="output">Takes the caller's events.</param>
    public void Complete(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        if (IsBroken)
        {
            return;
        }

        try
        {
            _parser.Complete(this);
        }
        catch (AnswerFormatException)
        {
            // Half an event: the answer broke off, which the reader says below.
        }

        if (!IsFinished && !IsBroken)
        {
            _reader.Complete(this);
        }
    }

    /// <summary>Ends the stream with an error event, for example because the upstream fell silent.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="output">Takes the caller's events.</param>
    public void Fail(ModelError error, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        if (!IsFinished)
        {
            ((IModelEventSink)this).Accept(new ModelEvent { Kind = ModelEventKind.Failed, Error = error, Usage = Usage });
        }
    }

    /// <summary>Returns rented buffers.</summary>
    public void Dispose()
    {
        _parser.Dispose();
        _reader.Dispose();
        _writer.Dispose();
        _unfinished?.Dispose();
    }

    /// <inheritdoc/>
    void IFrameSink.OnFrame(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        if (IsFinished || IsBroken)
        {
            return;
        }

        Events++;
        try
        {
            _reader.Read(type, data, this);
        }
        catch (AnswerFormatException exception) when (exception.IsMalformed)
        {
            MalformedEvents++;
        }
    }

    /// <inheritdoc/>
    void IModelEventSink.Accept(in ModelEvent modelEvent)
    {
        Usage = modelEvent.Usage ?? Usage;
        if (_unfinished is { } unfinished)
        {
            if (modelEvent.Error is { } error && unfinished.CanGoOnAfter(error))
            {
                _break = error;
                return;
            }

            unfinished.Note(modelEvent);
        }

        Finish = modelEvent.Finish ?? Finish;
        Error = modelEvent.Error ?? Error;
        if (modelEvent.IsContent)
        {
            Pieces++;
            ContentBytes += modelEvent.Text.Length;
        }

        _writer.Write(modelEvent, _output!);
    }

    private FrameParser CreateParser(UpstreamDialect upstream) => upstream.StreamsJsonLines ? new JsonLinesParser(_maxEventBytes) : new EventStreamParser(_maxEventBytes);

    private void ForgetBreak()
    {
        _break = null;
        _unfinished?.Dispose();
        _unfinished = null;
    }
}
