using System.Text;
using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Tests.Constraints.Automata;

public sealed class Utf8RangesTests
{
    [Theory]
    [InlineData(0, 0x10FFFF)]
    [InlineData(0x41, 0x5A)]
    [InlineData(0x70, 0x912)]
    [InlineData(0x7FF, 0x800)]
    [InlineData(0xFFFF, 0x10000)]
    [InlineData(0x1F600, 0x1F64F)]
    public void Split_OfARange_IsExactlyItsCharacters(int first, int last)
    {
        var nfa = new Nfa();
        var (start, end) = (nfa.AddState(), nfa.AddState());
        new CharacterEdges(nfa, CharacterEncoding.Plain).Add(start, CodePointSet.Of((first, last)), end);
        var dfa = Determinizer.Run(nfa, start, end, new AutomatonLimits(ByteSet.All))!;

        var buffer = new byte[4];
        for (var value = 0; value <= CodePointSet.Last; value++)
        {
            if (Rune.TryCreate(value, out var rune) && dfa.Accepts(buffer.AsSpan(0, rune.EncodeToUtf8(buffer))) != (value >= first && value <= last))
            {
                Assert.Fail($"U+{value:X}");
            }
        }
    }

    [Fact]
    public void All_TakesNoBrokenUtf8()
    {
        var nfa = new Nfa();
        var (start, end) = (nfa.AddState(), nfa.AddState());
        new CharacterEdges(nfa, CharacterEncoding.Plain).Add(start, CodePointSet.All, end);
        var dfa = Determinizer.Run(nfa, start, end, new AutomatonLimits(ByteSet.All))!;
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

        for (var value = 0; value < 1 << 16; value++)
        {
            byte[] bytes = [(byte)(value >> 8), (byte)value];
            bool isOne;
            try
            {
                isOne = strict.GetString(bytes).EnumerateRunes().Count() == 1;
            }
            catch (DecoderFallbackException)
            {
                isOne = false;
            }

            Assert.Equal(isOne, dfa.Accepts(bytes));
        }
    }
}
