using System.Text;
using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.ToolCalls;

namespace Switchyard.Router.Tools;

/// <summary>Reads a stream and turns the calls in its text into events of their own. Text that cannot belong to a call goes on at once.</summary>
internal sealed class ToolEventReader(IEventReader inner, ToolCallRewriter rewriter) : IEventReader, IModelEventSink
{
    private static readonly ModelError s_missing = new(ErrorClass.Upstream, "The model did not call a function although it had to.") { Code = "tool_call_missing" };

    private ToolCallParser? _parser;
    private IModelEventSink? _sink;
    private int _index = -1;
    private bool _isTextOpen;
    private bool _hasCalls;
    private bool _isDropping;

    public bool IsFinished => inner.IsFinished;

    public void Read(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        _sink = sink;
        inner.Read(type, data, this);
    }

    public void Complete(IModelEventSink sink)
    {
        _sink = sink;
        inner.Complete(this);
    }

    public void Dispose() => inner.Dispose();

    void IModelEventSink.Accept(in ModelEvent modelEvent)
    {
        switch (modelEvent.Kind)
        {
            case ModelEventKind.Started:
                _sink!.Accept(modelEvent);
                break;
            case ModelEventKind.Finished:
                Finish(modelEvent);
                break;
            case ModelEventKind.Failed:
                Fail(modelEvent);
                break;
            default:
                AcceptPart(modelEvent);
                break;
        }
    }

    private void AcceptPart(in ModelEvent modelEvent)
    {
        if (modelEvent.Part != PartKind.Text)
        {
            PassOn(modelEvent);
        }
        else if (modelEvent.Kind == ModelEventKind.PartStarted)
        {
            _parser = rewriter.CreateParser();
        }
        else if (modelEvent.Kind == ModelEventKind.PartEnded)
        {
            EndText();
        }
        else if (_parser is null)
        {
            Say(modelEvent.Text);
        }
        else
        {
            foreach (var delta in _parser.Add(Encoding.UTF8.GetString(modelEvent.Text)))
            {
                Say(delta);
            }
        }
    }

    // Parts are counted anew, because calls are parts too.
    private void PassOn(in ModelEvent modelEvent)
    {
        var isStart = modelEvent.Kind == ModelEventKind.PartStarted;
        _isDropping = isStart ? modelEvent.Part == PartKind.ToolCall && !rewriter.Admit() : _isDropping;
        if (_isDropping)
        {
            return;
        }

        _index += isStart ? 1 : 0;
        _hasCalls |= isStart && modelEvent.Part == PartKind.ToolCall;
        _sink!.Accept(new ModelEvent
        {
            Kind = modelEvent.Kind,
            Index = _index,
            Part = modelEvent.Part,
            Text = modelEvent.Text,
            Id = modelEvent.Id,
            Name = modelEvent.Name,
            Origin = modelEvent.Origin,
        });
    }

    private void Say(ChatDelta delta)
    {
        if (delta.Call is { } call)
        {
            Call(call);
        }
        else
        {
            Say(Encoding.UTF8.GetBytes(delta.Text!));
        }
    }

    private void Say(ReadOnlySpan<byte> text)
    {
        if (!_isTextOpen)
        {
            _isTextOpen = true;
            _sink!.Accept(new ModelEvent { Kind = ModelEventKind.PartStarted, Index = ++_index, Part = PartKind.Text });
        }

        _sink!.Accept(new ModelEvent { Kind = ModelEventKind.Delta, Index = _index, Part = PartKind.Text, Text = text });
    }

    private void Call(ParsedToolCall parsed)
    {
        if (rewriter.Take(parsed) is not { } call)
        {
            return;
        }

        CloseText();
        _hasCalls = true;
        _sink!.Accept(new ModelEvent { Kind = ModelEventKind.PartStarted, Index = ++_index, Part = PartKind.ToolCall, Id = call.Id, Name = call.Name });
        _sink.Accept(new ModelEvent { Kind = ModelEventKind.Delta, Index = _index, Part = PartKind.ToolCall, Text = Encoding.UTF8.GetBytes(call.Arguments) });
        _sink.Accept(new ModelEvent { Kind = ModelEventKind.PartEnded, Index = _index, Part = PartKind.ToolCall });
    }

    // What was held back is text after all, or a call that only lacks its closing tag.
    private void EndText()
    {
        foreach (var last in _parser?.Finish() ?? [])
        {
            Say(last);
        }

        _parser = null;
        CloseText();
    }

    private void CloseText()
    {
        if (_isTextOpen)
        {
            _isTextOpen = false;
            _sink!.Accept(new ModelEvent { Kind = ModelEventKind.PartEnded, Index = _index, Part = PartKind.Text });
        }
    }

    // Text outside of a call stays open: another upstream may go on with it, from what the caller has.
    private void Fail(in ModelEvent modelEvent)
    {
        if (_parser is { IsInCall: true })
        {
            EndText();
        }

        _sink!.Accept(modelEvent);
    }

    private void Finish(in ModelEvent modelEvent)
    {
        EndText();
        _sink!.Accept(rewriter.IsRequired && !_hasCalls
            ? new ModelEvent { Kind = ModelEventKind.Failed, Error = s_missing, Usage = modelEvent.Usage }
            : new ModelEvent { Kind = ModelEventKind.Finished, Finish = modelEvent.Finish is { } finish ? rewriter.Correct(finish) : null, Usage = modelEvent.Usage });
    }
}
