using System.Text;
using Switchyard.Contracts.Routing;
using Switchyard.Redaction;

namespace Switchyard.Router.Tracing;

/// <summary>
/// What one side says, raw and only while its request lasts: as much as will be kept and a little more, so that what is cut in two at the limit is still
/// recognized. Of the rest only the length is known.
/// </summary>
internal sealed class ContentParts(int maxBytes)
{
    // Longer than any secret with a form of its own, private keys apart, which need no end to be recognized.
    private const int Margin = 4 * 1024;

    // Empty messages need memory too.
    private const int MaxParts = 256;
    private const int MaxNameLength = 64;

    private readonly List<HeldPart> _parts = [];
    private readonly Dictionary<PartKey, HeldPart> _open = [];
    private long _bytes;
    private int _heldBytes;
    private bool _isFull;

    /// <summary>Gets or sets whether something came that could not be looked at.</summary>
    public bool IsCut { get; set; }

    /// <summary>Gets how much more there may be held, in bytes.</summary>
    public int Room => _isFull ? 0 : maxBytes + Margin - _heldBytes;

    /// <summary>Adds a part that is whole.</summary>
    public void Add(string role, string type, string text, string? name = null, int choice = 0) => Append(Begin(role, new PartKey(choice, type, 0), name), text);

    /// <summary>Adds a piece to its part, or begins the part with it.</summary>
    public void Append(string role, PartKey key, string text, string? name = null)
    {
        if (!_open.TryGetValue(key, out var part))
        {
            part = Begin(role, key, name);
            if (part is not null)
            {
                _open.Add(key, part);
            }
        }

        Append(part, text);
    }

    /// <summary>Counts bytes that were not looked at.</summary>
    public void Skip(long bytes)
    {
        _bytes += bytes;
        IsCut = true;
    }

    /// <summary>Gets what is kept of it.</summary>
    /// <param name="redactor">Makes secrets unreadable.</param>
    /// <param name="started">When that work began, as a timestamp.</param>
    /// <param name="isInterrupted">Whether it broke off; <see langword="null"/> of a request.</param>
    public ContentText Keep(ContentRedactor redactor, long started, bool? isInterrupted)
    {
        var (kept, left, redactions, isCut, hasChoices) = (new List<ContentPart>(), maxBytes, 0, IsCut || _isFull, _parts.Exists(static part => part.Key.Choice > 0));
        foreach (var part in _parts)
        {
            if (left == 0 && part.Text.Length > 0)
            {
                isCut = true;
                break;
            }

            var raw = part.Key.Type is PartTypes.ToolCall or PartTypes.Json ? JsonEscapes.Undo(part.Text.ToString()) : part.Text.ToString();
            var length = Utf8Length.CharactersWithin(raw, left);
            isCut |= length < raw.Length;
            left = length < raw.Length ? 0 : left - Encoding.UTF8.GetByteCount(raw);
            var (text, count) = redactor.Redact(raw, length, started);
            var (name, nameCount) = part.Name is null ? (null, 0) : redactor.Redact(part.Name, part.Name.Length, started);
            redactions += count + nameCount;
            kept.Add(new ContentPart { Role = part.Role, Type = part.Key.Type, Name = name, Choice = hasChoices ? part.Key.Choice : null, Text = text });
        }

        return new ContentText { Parts = kept, Bytes = _bytes, Cut = isCut, Interrupted = isInterrupted, Redactions = redactions };
    }

    private HeldPart? Begin(string role, PartKey key, string? name)
    {
        if (_parts.Count == MaxParts || _isFull)
        {
            IsCut = true;
            return null;
        }

        var part = new HeldPart(role, key) { Name = name?.Length > MaxNameLength ? name[..MaxNameLength] : name };
        _parts.Add(part);
        return part;
    }

    private void Append(HeldPart? part, string text)
    {
        var (bytes, room) = (Encoding.UTF8.GetByteCount(text), Room);
        _bytes += bytes;
        if (part is null || bytes > room)
        {
            part?.Text.Append(text, 0, Utf8Length.CharactersWithin(text, room));
            _isFull = true;
        }
        else
        {
            part.Text.Append(text);
            _heldBytes += bytes;
        }
    }
}
