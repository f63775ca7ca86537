using System.Buffers;
using System.Text;
using Switchyard.MockUpstream.Dialects;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Framing;

/// <summary>Writes events as bytes: server-sent events with whatever line ends, lines of JSON, or one JSON array.</summary>
internal sealed class EventEncoder
{
    private const string CommentLines = ": keep-alive";

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly StreamSyntax _syntax;
    private readonly ActiveFaults _faults;
    private int _line;

    private EventEncoder(StreamSyntax syntax, ActiveFaults faults)
    {
        _syntax = syntax;
        _faults = faults;
    }

    public static Transcript Encode(List<StreamEvent> events, StreamSyntax syntax, ActiveFaults faults) => new EventEncoder(syntax, faults).Encode(events);

    private Transcript Encode(List<StreamEvent> events)
    {
        if (_faults.Has(FaultKind.Bom))
        {
            Write("\uFEFF");
        }

        var comments = _faults.Has(FaultKind.Comments) && _syntax == StreamSyntax.ServerSentEvents;
        var frames = new Frame[events.Count];
        for (var index = 0; index < frames.Length; index++)
        {
            if (comments)
            {
                WriteComments(index);
            }

            WriteEvent(events[index], index, index == frames.Length - 1);
            frames[index] = new Frame(_bytes.WrittenCount, events[index].Roles.HasFlag(EventRoles.Token));
        }

        return Transcript.Of(_bytes.WrittenSpan.ToArray(), frames, isStream: true);
    }

    private void WriteEvent(StreamEvent item, int index, bool last)
    {
        switch (_syntax)
        {
            case StreamSyntax.Lines:
                Write(item.Data);
                WriteLineEnd();
                break;
            case StreamSyntax.Array:
                Write(index == 0 ? "[" : ",\r\n");
                Write(item.Data);
                Write(last ? "]\n" : string.Empty);
                break;
            default:
                WriteServerSentEvent(item);
                break;
        }
    }

    private void WriteServerSentEvent(StreamEvent item)
    {
        if (item.Name is not null)
        {
            WriteLine("event: " + item.Name);
        }

        if (_faults.Has(FaultKind.MultiLine) && item.Data.StartsWith('{') && item.Data.EndsWith('}'))
        {
            // The lines are joined by line feeds, which JSON has room for behind its braces.
            WriteLine("data: {");
            WriteLine("data: " + item.Data[1..^1]);
            WriteLine("data: }");
        }
        else
        {
            WriteLine("data: " + item.Data);
        }

        WriteLineEnd();
    }

    private void WriteComments(int index)
    {
        WriteLine(CommentLines);
        WriteLineEnd();
        WriteLine(":");
        WriteLine($"id: {index}");
        WriteLine("retry: 3000");
    }

    private void WriteLine(string text)
    {
        Write(text);
        WriteLineEnd();
    }

    private void WriteLineEnd() => Write(LineEnd());

    // A carriage return alone does not end a line of JSON; there only CR LF is another way to.
    private string LineEnd()
    {
        if (_faults.Has(FaultKind.CrLf))
        {
            return "\r\n";
        }

        if (_syntax == StreamSyntax.ServerSentEvents && _faults.Has(FaultKind.Cr))
        {
            return "\r";
        }

        return _faults.Has(FaultKind.MixedLines) ? Mixed() : "\n";
    }

    // LF, CR and CR LF in turn: in this order no CR has an LF behind it that would be taken for its second half.
    private string Mixed() => (_line++ % 3, _syntax) switch
    {
        (0, _) => "\n",
        (1, StreamSyntax.ServerSentEvents) => "\r",
        _ => "\r\n",
    };

    private void Write(string text) => Encoding.UTF8.GetBytes(text, _bytes);
}
