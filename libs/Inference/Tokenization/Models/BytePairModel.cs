using System.Runtime.InteropServices;
using System.Text;

namespace Switchyard.Inference.Tokenization.Models;

/// <summary>Byte-pair encoding: over the byte alphabet as GPT-2 has it, or over characters as SentencePiece has it, with bytes for those it lacks.</summary>
internal sealed class BytePairModel : ITokenModel
{
    private readonly BytePairMerger _merger;
    private readonly ByteTokens? _byteTokens;
    private readonly IReadOnlySet<string> _special;
    private readonly string _prefix;
    private readonly string _suffix;
    private readonly int _unknownId;
    private readonly bool _fusesUnknown;
    private readonly bool _ignoresMerges;

    // The tokens of single characters, -1 for those without one.
    private readonly int[] _characterIds = new int[char.MaxValue + 1];

    public BytePairModel(ComponentReader reader, IReadOnlySet<string> special)
    {
        if (reader.Find("dropout") is { } dropout && !(dropout.ValueKind == System.Text.Json.JsonValueKind.Number && dropout.GetDouble() == 0))
        {
            throw reader.Refuse("dropout", "joins left out at random are for training");
        }

        _special = special;
        _prefix = reader.FindString("continuing_subword_prefix") ?? string.Empty;
        _suffix = reader.FindString("end_of_word_suffix") ?? string.Empty;
        _fusesUnknown = reader.FindBool("fuse_unk", false);
        _ignoresMerges = reader.FindBool("ignore_merges", false);
        Vocabulary = Vocabulary.Read(reader);
        _merger = new BytePairMerger(MergeTable.Read(reader, Vocabulary, _prefix, special));
        _byteTokens = reader.FindBool("byte_fallback", false) ? new ByteTokens(Vocabulary) : null;
        _unknownId = ReadUnknown(reader);
        for (var i = 0; i < _characterIds.Length; i++)
        {
            var unit = (char)i;
            _characterIds[i] = Vocabulary.Find(new ReadOnlySpan<char>(in unit));
        }

        CoversAllText = _byteTokens?.IsComplete == true || HasAllBytes();
        if (!CoversAllText && _unknownId < 0)
        {
            throw reader.Fail("unk_token", "the member is missing, and the vocabulary has neither all bytes nor byte_fallback: some text would be lost");
        }
    }

    public Vocabulary Vocabulary { get; }

    public bool CoversAllText { get; }

    public string? EndOfWord => _suffix.Length > 0 ? _suffix : null;

    public void Encode(ReadOnlySpan<char> piece, List<int> output)
    {
        if (_ignoresMerges && Vocabulary.Find(piece) is >= 0 and var whole && !_special.Contains(Vocabulary.Texts[whole]!))
        {
            output.Add(whole);
            return;
        }

        var start = output.Count;
        AppendCharacters(piece, output);
        var count = _merger.Merge(CollectionsMarshal.AsSpan(output)[start..]);
        CollectionsMarshal.SetCount(output, start + count);
    }

    private void AppendCharacters(ReadOnlySpan<char> piece, List<int> output)
    {
        var wasUnknown = false;
        for (var i = 0; i < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece[i..], out _, out var length);
            var id = FindCharacter(piece.Slice(i, length), isFirst: i == 0, isLast: i + length == piece.Length);
            if (id >= 0)
            {
                output.Add(id);
                wasUnknown = false;
            }
            else if (_byteTokens?.TryAppend(piece.Slice(i, length), output) == true)
            {
                wasUnknown = false;
            }
            else if (_unknownId >= 0)
            {
                if (!(wasUnknown && _fusesUnknown))
                {
                    output.Add(_unknownId);
                }

                wasUnknown = true;
            }

            i += length;
        }
    }

    private int FindCharacter(ReadOnlySpan<char> character, bool isFirst, bool isLast)
    {
        if ((_prefix.Length == 0 || isFirst) && (_suffix.Length == 0 || !isLast))
        {
            return character.Length == 1 ? _characterIds[character[0]] : Vocabulary.Find(character);
        }

        return Vocabulary.Find(string.Concat(isFirst ? string.Empty : _prefix, character, isLast ? _suffix : string.Empty));
    }

    private int ReadUnknown(ComponentReader reader)
    {
        if (reader.FindString("unk_token") is not { Length: > 0 } token)
        {
            return -1;
        }

        var id = Vocabulary.Find(token);
        return id >= 0 || _byteTokens?.IsComplete == true ? id : throw reader.Refuse("unk_token", "the vocabulary lacks it");
    }

    // The bytes C0, C1 and F5 to FF are in no UTF-8 text.
    private bool HasAllBytes()
    {
        for (var value = 0; value < 0xF5; value++)
        {
            var character = ByteAlphabet.ToChar((byte)value).ToString();
            var isFound = FindCharacter(character, isFirst: true, isLast: false) >= 0 && FindCharacter(character, isFirst: false, isLast: true) >= 0;
            if (!isFound && value is not (0xC0 or 0xC1))
            {
                return false;
            }
        }

        return true;
    }
}
