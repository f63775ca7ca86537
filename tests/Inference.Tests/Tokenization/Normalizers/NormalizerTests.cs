using System.Buffers.Binary;
using System.Text;
using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tests.Tokenization.Normalizers;

/// <summary>What the Rust library documents and the npm library does otherwise, and what the latter lacks.</summary>
public sealed class NormalizerTests
{
    [Theory]
    [InlineData("""{"type": "Nmt"}""", "a\u0001\tb\u200B\u2581c\u007F\uFEFF", "a b  c ")]
    [InlineData("""{"type": "Lowercase"}""", "ΛΌΓΟΣ İ ǅ", "λόγοσ i\u0307 ǆ")]
    [InlineData("""{"type": "Strip"}""", " \u3000a\uFEFF ", "a\uFEFF")]
    [InlineData("""{"type": "Sequence", "normalizers": [{"type": "Strip"}, {"type": "Prepend", "prepend": "▁"}]}""", "  ", "")]
    [InlineData("""{"type": "ByteLevel"}""", "é a", "Ã©Ġa")]
    [InlineData("""{"type": "BertNormalizer"}""", "𠀀É\uD800", " 𠀀 e")]
    [InlineData("""{"type": "NFC"}""", "a\uD800e\u0301", "a\uD800é")]
    public void Normalize_Text_IsRewritten(string description, string text, string expected) => Assert.Equal(expected, Normalize(description, text));

    // A run of marks is sorted, and a million of them must not take quadratic time.
    [Fact]
    public void Normalize_AMillionMarks_AreSorted()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0345\u0316", 500_000));

        Assert.Equal("a" + new string('\u0316', 500_000) + new string('\u0345', 500_000), Normalize("""{"type": "NFD"}""", text));
    }

    [Theory]
    [InlineData("ﬁx", "fix")]
    [InlineData("aﬁ①b", "afi1b")]
    [InlineData("é", "é")]
    [InlineData("①\u0301", "1")]
    [InlineData("①\u0301\u0301", "1\u0301\u0301")]
    [InlineData("", "")]
    public void Precompiled_Text_IsReplacedByTheTable(string text, string expected) =>
        Assert.Equal(expected, Normalize($$"""{"type": "Precompiled", "precompiled_charsmap": "{{Convert.ToBase64String(CreateCharsMap())}}"}""", text));

    [Theory]
    [InlineData("AAAA")]
    [InlineData("/////w==")]
    [InlineData("BAAAAA==")]
    public void Precompiled_BrokenTable_IsRefused(string table) => Assert.Equal(
        $"tokenizer.json: 'normalizer.precompiled_charsmap': \"{table}\" is refused: the table's length and its trie's length do not agree.",
        Assert.Throws<ModelLoadException>(() => Normalize($$"""{"type": "Precompiled", "precompiled_charsmap": "{{table}}"}""", "a")).Message);

    [Fact]
    public void Precompiled_RandomTables_NeverCrash()
    {
        var random = new Random(8);
        for (var i = 0; i < 500; i++)
        {
            var table = CreateCharsMap();
            for (var changes = random.Next(1, 20); changes > 0; changes--)
            {
                table[random.Next(4, table.Length)] = (byte)random.Next(256);
            }

            Assert.NotNull(Normalize($$"""{"type": "Precompiled", "precompiled_charsmap": "{{Convert.ToBase64String(table)}}"}""", "aﬁ①b é x"));
        }
    }

    private static string Normalize(string description, string text) => TokenizerSource.With(("normalizer", description)).ReadFile().Normalizer!.Normalize(text);

    // A double array for U+FB01 (EF AC 81 -> "fi") and U+2460 (E2 91 A0 -> "1"): each node's children lie at its offset, xor the label.
    private static byte[] CreateCharsMap()
    {
        var units = new uint[8 * 256];
        units[0] = Offset(0x100);
        Place(units, 0x100 ^ 0xEF, 0xEF, Offset((0x100 ^ 0xEF) ^ 0x200));
        Place(units, 0x200 ^ 0xAC, 0xAC, Offset((0x200 ^ 0xAC) ^ 0x300));
        Place(units, 0x300 ^ 0x81, 0x81, Offset((0x300 ^ 0x81) ^ 0x400) | HasLeaf);
        units[0x400] = 0x80000000;
        Place(units, 0x100 ^ 0xE2, 0xE2, Offset((0x100 ^ 0xE2) ^ 0x500));
        Place(units, 0x500 ^ 0x91, 0x91, Offset((0x500 ^ 0x91) ^ 0x600));
        Place(units, 0x600 ^ 0xA0, 0xA0, Offset((0x600 ^ 0xA0) ^ 0x700) | HasLeaf);
        units[0x700] = 0x80000003;
        var bytes = new byte[4 + (units.Length * 4)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, units.Length * 4);
        for (var i = 0; i < units.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 + (i * 4)), units[i]);
        }

        return [.. bytes, .. Encoding.UTF8.GetBytes("fi\0" + "1\0")];
    }

    private const uint HasLeaf = 0x100;

    private static uint Offset(int value) => (uint)value << 10;

    private static void Place(uint[] units, int index, uint label, uint rest) => units[index] = rest | label;
}
