using System.Buffers;

namespace Switchyard.Router.Forwarding.Answers;

/// <summary>
/// Reads an object of JSON in pieces and keeps what is short of it: its members without what lists hold and without long texts. So an answer of any length
/// can be proved, and asked for its error and its usage, in little memory.
/// </summary>
internal sealed class JsonOutline
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxTextBytes = 1024;

    private static readonly SearchValues<byte> s_structure = SearchValues.Create("\"{}[]"u8);

    private byte[] _kept = new byte[1024];
    private int _length;
    private int _depth;
    private int _listDepth;
    private int _textStart;
    private bool _isInText;
    private bool _isEscaped;
    private bool _isLongText;

    /// <summary>Gets whether it is no object, whatever follows.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Gets whether the object ended.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Gets whether there were so many members that <see cref="Members"/> holds the first only.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Gets what was kept.</summary>
    public ReadOnlySpan<byte> Members => _kept.AsSpan(0, _length);

    /// <summary>Reads on.</summary>
    public void Add(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty && !IsBroken)
        {
            piece = piece[(_isInText ? AddText(piece) : AddStructure(piece))..];
        }
    }

    private int AddText(ReadOnlySpan<byte> piece)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
            KeepText(piece[..1]);
            return 1;
        }

        var end = piece.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0)
        {
            KeepText(piece);
            return piece.Length;
        }

        _isEscaped = piece[end] == '\\';
        _isInText = _isEscaped;
        KeepText(piece[..(_isEscaped ? end + 1 : end)]);
        if (!_isInText)
        {
            Keep("\""u8);
        }

        return end + 1;
    }

    private int AddStructure(ReadOnlySpan<byte> piece)
    {
        var place = piece.IndexOfAny(s_structure);
        var plain = place < 0 ? piece : piece[..place];
        IsBroken = _depth == 0 && (plain.ContainsAnyExcept(" \t\r\n"u8) || (place >= 0 && (IsWhole || piece[place] != '{')));
        Keep(plain);
        if (place < 0 || IsBroken)
        {
            return piece.Length;
        }

        Enter(piece.Slice(place, 1));
        return place + 1;
    }

    private void Enter(ReadOnlySpan<byte> sign)
    {
        if (sign[0] is (byte)'}' or (byte)']')
        {
            _listDepth = _depth == _listDepth ? 0 : _listDepth;
            Keep(sign);
            IsWhole = --_depth == 0;
            return;
        }

        Keep(sign);
        if (sign[0] == '"')
        {
            (_isInText, _isLongText, _textStart) = (true, false, _length);
            return;
        }

        _depth++;
        _listDepth = sign[0] == '[' && _listDepth == 0 ? _depth : _listDepth;
    }

    private void KeepText(ReadOnlySpan<byte> text)
    {
        if (!_isLongText && _listDepth == 0 && _length - _textStart + text.Length > MaxTextBytes)
        {
            _isLongText = true;
            _length = _textStart;
        }

        if (!_isLongText)
        {
            Keep(text);
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_listDepth != 0 || IsCut)
        {
            return;
        }

        if (_length + bytes.Length > MaxBytes)
        {
            IsCut = true;
            return;
        }

        if (_length + bytes.Length > _kept.Length)
        {
            Array.Resize(ref _kept, Math.Max(_length + bytes.Length, 2 * _kept.Length));
        }

        bytes.CopyTo(_kept.AsSpan(_length));
        _length += bytes.Length;
    }
}
