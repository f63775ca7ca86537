using System.Text.Json;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Tokenization.Decoders;

/// <summary>Each decoder gives what the npm library gives, all at once and token by token.</summary>
public sealed class DecoderConformanceTests(TokenizersPeer peer) : IClassFixture<TokenizersPeer>
{
    private const int Seed = 55;

    private static readonly string[] s_plain =
        ["[UNK]", "a", "b", "hello", "##ing", "##", "▁the", "▁", "▁▁", "x▁y", "wor", "ld</w>", "</w>", ".", ",", "!", "?", "'", "n't", "'m", "'s", "'ve", "'re", "  ", " x", "x ", " ", "é", "日本", "😀", "do", "not", "_", "__a__"];

    private static readonly string[] s_bytes = ["<0x20>", "<0x41>", "<0xE2>", "<0x96>", "<0x81>", "<0xC3>", "<0xA9>", "<0xF0>", "<0x9F>", "<0x98>", "<0x80>", "<0xFF>", "<0x0A>"];

    // Left to DecoderTests: a scheme of never, which the npm library does not know.
    public static TheoryData<string> Descriptions =>
    [
        "null",
        """{"type": "WordPiece", "prefix": "##", "cleanup": true}""",
        """{"type": "WordPiece", "prefix": "##", "cleanup": false}""",
        """{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}""",
        """{"type": "Metaspace", "replacement": "_", "add_prefix_space": true}""",
        """{"type": "BPEDecoder", "suffix": "</w>"}""",
        """{"type": "Fuse"}""",
        """{"type": "Strip", "content": " ", "start": 1, "stop": 1}""",
        """{"type": "Strip", "content": "_", "start": 2, "stop": 1}""",
        """{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}""",
        """{"type": "Replace", "pattern": {"Regex": "[aeiou]"}, "content": "*"}""",
        """{"type": "ByteFallback"}""",
        """{"type": "Sequence", "decoders": [{"type": "ByteFallback"}, {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}]}""",
        """{"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}]}""",
        """{"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}""",
        """{"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 2, "stop": 3}]}""",
        """{"type": "Sequence", "decoders": [{"type": "WordPiece", "prefix": "##", "cleanup": true}, {"type": "Fuse"}, {"type": "Strip", "content": ".", "start": 1, "stop": 1}]}""",
    ];

    [Theory]
    [MemberData(nameof(Descriptions))]
    public async Task Decode_RandomIds_GivesThePeersText(string description)
    {
        var source = CreateSource(description);
        var tokenizer = source.Load();
        var lists = CreateIds(tokenizer.Count);

        var expected = await peer.DecodeAsync(source, lists, skipSpecial: true);

        Assert.All(Enumerable.Range(0, lists.Count), i => Assert.Equal((Spell(lists[i]), expected[i]), (Spell(lists[i]), tokenizer.Decode(lists[i], skipSpecial: true))));
        Assert.All(lists, ids => AssertStreams(tokenizer, ids));
    }

    // Text given out is never taken back, no half of a surrogate pair is given, and the parts are the whole.
    private static void AssertStreams(Tokenizer tokenizer, IReadOnlyList<int> ids)
    {
        var decoder = new IncrementalDecoder(tokenizer);

        var parts = ids.Select(decoder.Add).ToList();
        parts.Add(decoder.Finish());

        Assert.Equal(tokenizer.Decode(ids, skipSpecial: true), string.Concat(parts));
        Assert.All(parts, part => Assert.True(part.Length == 0 || !(char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1]))));
    }

    // The npm library loses a byte order mark that begins a run of bytes; the bytes here spell none.
    private static TokenizerSource CreateSource(string description)
    {
        var vocabulary = s_plain.Concat(s_bytes).Select((text, id) => (text, id)).ToDictionary(entry => entry.text, entry => entry.id);
        var model = JsonSerializer.Serialize(new { type = "WordPiece", unk_token = "[UNK]", vocab = vocabulary });
        var special = JsonSerializer.Serialize(new[] { new { id = vocabulary.Count, content = "<end>", special = true } });
        return TokenizerSource.With(("model", model), ("decoder", description), ("added_tokens", special));
    }

    private static List<int[]> CreateIds(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, 1500).Select(i => Enumerable.Range(0, random.Next(1, 10)).Select(_ => i % 2 == 0 || random.Next(2) == 0 ? random.Next(count) : s_plain.Length + random.Next(s_bytes.Length)).ToArray())];
    }

    private static string Spell(IEnumerable<int> ids) => string.Join(' ', ids);
}
