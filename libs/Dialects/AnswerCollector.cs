using System.Buffers;
using System.Text;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects;

/// <summary>Puts a streamed answer together, for a caller who does not stream and for a record of what was said.</summary>
public sealed class AnswerCollector : IModelEventSink
{
    private readonly List<MessagePart> _parts = [];
    private readonly ArrayBufferWriter<byte> _text = new();
    private string? _id;
    private string? _model;
    private string? _callId;
    private string? _callName;
    private string? _signature;
    private ReasoningOrigin _origin;

    /// <summary>Gets the whole answer; <see langword="null"/> before it is finished and where it failed.</summary>
    public ModelAnswer? Answer { get; private set; }

    /// <summary>Gets what ended the answer early; <see langword="null"/> unless something did.</summary>
    public ModelError? Error { get; private set; }

    /// <summary>Gets the parts that are complete.</summary>
    internal IReadOnlyList<MessagePart> Parts => _parts;

    /// <inheritdoc/>
    public void Accept(in ModelEvent modelEvent)
    {
        switch (modelEvent.Kind)
        {
            case ModelEventKind.Started:
                (_id, _model) = (modelEvent.Id, modelEvent.Name);
                break;
            case ModelEventKind.PartStarted:
                Begin(modelEvent);
                break;
            case ModelEventKind.Delta:
                _text.Write(modelEvent.Text);
                break;
            case ModelEventKind.Signature:
                _signature += Encoding.UTF8.GetString(modelEvent.Text);
                _origin = modelEvent.Origin;
                break;
            case ModelEventKind.PartEnded:
                _parts.Add(End(modelEvent.Part));
                break;
            case ModelEventKind.Finished:
                Answer = new ModelAnswer { Id = _id, Model = _model, Parts = _parts, Finish = modelEvent.Finish!, Usage = modelEvent.Usage };
                break;
            default:
                Error = modelEvent.Error;
                break;
        }
    }

    private void Begin(in ModelEvent modelEvent)
    {
        (_callId, _callName, _signature, _origin) = (modelEvent.Id, modelEvent.Name, null, modelEvent.Origin);
        _text.ResetWrittenCount();
    }

    private MessagePart End(PartKind part)
    {
        var text = Encoding.UTF8.GetString(_text.WrittenSpan);
        return part switch
        {
            PartKind.Text => new TextPart(text),
            PartKind.Refusal => new RefusalPart(text),
            PartKind.ToolCall => new ToolCallPart(_callId!, _callName!, string.IsNullOrWhiteSpace(text) ? "{}" : text),
            _ => new ReasoningPart(text, _signature, _origin) { IsRedacted = part == PartKind.RedactedReasoning },
        };
    }
}
