using System.Buffers;
using System.Text;
using Switchyard.Dialects.Events;

namespace Switchyard.Dialects.Continuation;

/// <summary>
/// Adds a second answer to the open text of a first one, so that a caller reads one. What the second repeats of the text is left out, and so are its start
/// and its thoughts, for which there is no place inside a text.
/// </summary>
/// <param name="inner">Writes the caller's stream, which the first answer began.</param>
/// <param name="index">The number of the open text's part.</param>
/// <param name="seam">What is known of the text.</param>
/// <param name="sentTokens">How many tokens of the answer came before.</param>
internal sealed class ContinuedEventWriter(IEventWriter inner, int index, Seam seam, int sentTokens) : IEventWriter
{
    private readonly StringBuilder _held = new();
    private bool _isPastSeam;
    private bool _isTextOpen = true;
    private bool _isSkipping;
    private int _index = index;

    public void Write(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        switch (modelEvent.Kind)
        {
            case ModelEventKind.Started:
                break;
            case ModelEventKind.PartStarted:
                StartPart(modelEvent, output);
                break;
            case ModelEventKind.Finished:
                EndText(output);
                inner.Write(modelEvent with { Usage = modelEvent.Usage is { } usage ? usage with { OutputTokens = usage.OutputTokens + sentTokens } : null }, output);
                break;
            case ModelEventKind.Failed:
                Release(output);
                inner.Write(modelEvent, output);
                break;
            default:
                WriteInPart(modelEvent, output);
                break;
        }
    }

    public void Dispose() => inner.Dispose();

    private void StartPart(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        _isSkipping = modelEvent.Part is PartKind.Reasoning or PartKind.RedactedReasoning;
        if (_isSkipping || (_isTextOpen && modelEvent.Part == PartKind.Text))
        {
            return;
        }

        EndText(output);
        _index++;
        inner.Write(modelEvent with { Index = _index }, output);
    }

    private void WriteInPart(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        if (_isSkipping)
        {
            return;
        }

        if (!_isTextOpen)
        {
            inner.Write(modelEvent with { Index = _index }, output);
        }
        else if (modelEvent.Kind == ModelEventKind.PartEnded)
        {
            EndText(output);
        }
        else if (_isPastSeam)
        {
            inner.Write(modelEvent with { Index = _index }, output);
        }
        else
        {
            Hold(modelEvent.Text, output);
        }
    }

    // The beginning waits until it can repeat nothing more.
    private void Hold(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        _held.Append(Encoding.UTF8.GetString(text));
        if (!seam.CouldGrow(_held.ToString()))
        {
            Release(output);
        }
    }

    private void Release(IBufferWriter<byte> output)
    {
        _isPastSeam = true;
        var held = _held.ToString();
        _held.Clear();
        var rest = held.AsSpan(seam.OverlapOf(held));
        if (!rest.IsEmpty)
        {
            inner.Write(new ModelEvent { Kind = ModelEventKind.Delta, Index = _index, Part = PartKind.Text, Text = Encoding.UTF8.GetBytes(rest.ToArray()) }, output);
        }
    }

    private void EndText(IBufferWriter<byte> output)
    {
        if (_isTextOpen)
        {
            Release(output);
            _isTextOpen = false;
            inner.Write(new ModelEvent { Kind = ModelEventKind.PartEnded, Index = _index, Part = PartKind.Text }, output);
        }
    }
}
