using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Events;

/// <summary>Keeps the order an event reader owes its sink: start, parts one after the other, and one end.</summary>
public sealed class PartSequence
{
    private int _index = -1;
    private PartKind? _open;
    private bool _sawToolCall;

    /// <summary>Gets whether the answer began.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Gets whether the answer finished or failed.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Gets what the open part is; <see langword="null"/> where none is open.</summary>
    public PartKind? Open => _open;

    /// <summary>Gets or sets the tokens used as far as known.</summary>
    public TokenUsage? Usage { get; set; }

    /// <summary>Begins the answer, unless it began.</summary>
    public void Start(string? id, string? model, IModelEventSink sink)
    {
        if (!IsStarted)
        {
            IsStarted = true;
            sink.Accept(new ModelEvent { Kind = ModelEventKind.Started, Id = id, Name = model, Usage = Usage });
        }
    }

    /// <summary>Ends the open part, if any, and begins one; a tool call needs its id and name.</summary>
    public void StartPart(PartKind part, IModelEventSink sink, string? id = null, string? name = null, ReasoningOrigin origin = ReasoningOrigin.Unknown)
    {
        EndPart(sink);
        _open = part;
        _index++;
        _sawToolCall |= part == PartKind.ToolCall;
        sink.Accept(new ModelEvent { Kind = ModelEventKind.PartStarted, Index = _index, Part = part, Id = id, Name = name, Origin = origin });
    }

    /// <summary>Adds to the open part of this kind, or begins one. Nothing is begun for nothing.</summary>
    public void Append(PartKind part, ReadOnlySpan<byte> text, IModelEventSink sink, ReasoningOrigin origin = ReasoningOrigin.Unknown)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (_open != part)
        {
            StartPart(part, sink, origin: origin);
        }

        sink.Accept(new ModelEvent { Kind = ModelEventKind.Delta, Index = _index, Part = part, Text = text });
    }

    /// <summary>Adds a signature to the open part.</summary>
    public void Sign(ReadOnlySpan<byte> signature, ReasoningOrigin origin, IModelEventSink sink)
    {
        if (!signature.IsEmpty && _open is { } part)
        {
            sink.Accept(new ModelEvent { Kind = ModelEventKind.Signature, Index = _index, Part = part, Text = signature, Origin = origin });
        }
    }

    /// <summary>Ends the open part, if any.</summary>
    public void EndPart(IModelEventSink sink)
    {
        if (_open is { } part)
        {
            _open = null;
            sink.Accept(new ModelEvent { Kind = ModelEventKind.PartEnded, Index = _index, Part = part });
        }
    }

    /// <summary>Ends the answer with what is known of its <see cref="Usage"/>.</summary>
    public void Finish(AnswerFinish finish, IModelEventSink sink)
    {
        if (IsFinished)
        {
            return;
        }

        Start(null, null, sink);
        EndPart(sink);
        IsFinished = true;
        sink.Accept(new ModelEvent { Kind = ModelEventKind.Finished, Finish = FinishReasons.WithCalls(finish, _sawToolCall), Usage = Usage });
    }

    /// <summary>Ends the answer with an error.</summary>
    public void Fail(ModelError error, IModelEventSink sink)
    {
        if (!IsFinished)
        {
            IsFinished = true;
            sink.Accept(new ModelEvent { Kind = ModelEventKind.Failed, Error = error, Usage = Usage });
        }
    }

    /// <summary>Ends an answer whose stream ended before it.</summary>
    public void FailInterrupted(IModelEventSink sink) => Fail(ModelError.Interrupted, sink);
}
