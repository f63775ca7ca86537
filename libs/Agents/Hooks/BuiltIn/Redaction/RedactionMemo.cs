using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Switchyard.Agents.Hooks.BuiltIn.Redaction;

/// <summary>Knows of texts that were looked at what became of them: by their hashes, so that it holds no secret. Bounded; safe for concurrent use.</summary>
/// <param name="redact">Looks at a text.</param>
internal sealed class RedactionMemo(Func<string, string> redact)
{
    /// <summary>How many texts it knows at least, once there were as many.</summary>
    public const int MinTexts = 4_096;

    // What is redacted is kept; texts that are longer than this together would be more than the work is worth.
    private const int MaxCharacters = 4_000_000;

    private readonly Lock _gate = new();

    // When the new ones are full they become the old ones, which are forgotten: what is asked for again is among the new ones in between.
    private Dictionary<Key, string?> _new = [];
    private Dictionary<Key, string?> _old = [];
    private int _characters;

    /// <summary>Gets a text with labels in place of what must not be read; the text itself where there is nothing.</summary>
    public string Redact(string text)
    {
        var key = Key.Of(text);
        if (TryFind(key, out var known))
        {
            return known ?? text;
        }

        var redacted = redact(text);
        Add(key, redacted == text ? null : redacted);
        return redacted;
    }

    private bool TryFind(Key key, out string? redacted)
    {
        lock (_gate)
        {
            if (_new.TryGetValue(key, out redacted))
            {
                return true;
            }

            if (!_old.TryGetValue(key, out redacted))
            {
                return false;
            }
        }

        Add(key, redacted);
        return true;
    }

    private void Add(Key key, string? redacted)
    {
        lock (_gate)
        {
            if (_new.Count == MinTexts || _characters > MaxCharacters)
            {
                (_old, _new, _characters) = (_new, [], 0);
            }

            if (_new.TryAdd(key, redacted))
            {
                _characters += redacted?.Length ?? 0;
            }
        }
    }

    private readonly record struct Key(UInt128 Left, UInt128 Right)
    {
        public static Key Of(string text)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
            return MemoryMarshal.Read<Key>(hash);
        }
    }
}
