using System.Text;
using Switchyard.Inference.Tokenization.Decoders;

namespace Switchyard.Inference.Tokenization;

/// <summary>
/// Decodes tokens one at a time and gives only text that is settled: bytes of an unfinished character wait for the next token, and so does
/// what a decoder may drop at the end. <see cref="Tokenizer.Decode"/> is made of it, so that both give the same text.
/// </summary>
internal sealed class IncrementalDecoder
{
    private const int None = -1;

    private readonly TokenTable _table;
    private readonly DecoderPipeline _pipeline;
    private readonly StripFilter? _strip;
    private readonly bool _skipSpecial;
    private readonly bool _holdsOneBack;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly List<byte> _run = [];
    private char[] _chars = new char[64];
    private int _held = None;
    private bool _isFirst = true;
    private bool _isRunFirst;

    /// <summary>Starts a text without control tokens.</summary>
    public IncrementalDecoder(Tokenizer tokenizer)
        : this(tokenizer, skipSpecial: true)
    {
    }

    /// <summary>Starts a text with or without control tokens.</summary>
    public IncrementalDecoder(Tokenizer tokenizer, bool skipSpecial)
    {
        _table = tokenizer.Table;
        _pipeline = tokenizer.Decoder;
        _strip = _pipeline.Strip is { } rule ? new StripFilter(rule) : null;
        _holdsOneBack = _pipeline.DependsOnLast;
        _skipSpecial = skipSpecial;
    }

    /// <summary>Decodes <paramref name="token"/>; control tokens that are left out have no text.</summary>
    public string Add(int token)
    {
        if (!_table.IsShown(token, _skipSpecial))
        {
            return string.Empty;
        }

        if (!_holdsOneBack)
        {
            return Emit(token, isLast: false);
        }

        (token, _held) = (_held, token);
        return token == None ? string.Empty : Emit(token, isLast: false);
    }

    /// <summary>Ends the text; bytes of an unfinished character become U+FFFD.</summary>
    public string Finish()
    {
        var last = _held == None ? string.Empty : Emit(_held, isLast: true);
        return last + EndRun() + Settle(Decode(default, flush: true));
    }

    private string Emit(int token, bool isLast)
    {
        var isFirst = _isFirst;
        _isFirst = false;
        if (!isFirst && !isLast && _pipeline.After.Count == 0)
        {
            return Settle(Decode(_table.GetBytes(token), flush: false));
        }

        var decoded = _table.Decode(token, isFirst, isLast);
        if (!decoded.IsByte || _pipeline.After.Count == 0)
        {
            return EndRun() + Settle(Decode(decoded.Bytes, flush: false));
        }

        _isRunFirst |= isFirst;
        _run.AddRange(decoded.Bytes);
        return string.Empty;
    }

    // A run of bytes is one token for the steps that follow, so it waits for its end where there are such.
    private string EndRun()
    {
        if (_run.Count == 0)
        {
            return string.Empty;
        }

        var text = _pipeline.ApplyAfter(Encoding.UTF8.GetString([.. _run]), _isRunFirst);
        _run.Clear();
        _isRunFirst = false;
        return Settle(text);
    }

    private string Settle(string text) => _strip is null ? text : _strip.Add(text);

    private string Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        var count = _decoder.GetCharCount(bytes, flush);
        if (count > _chars.Length)
        {
            _chars = new char[count];
        }

        count = _decoder.GetChars(bytes, _chars, flush);
        return count == 0 ? string.Empty : new string(_chars, 0, count);
    }
}
