using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Tokenization;

public sealed class BytePairEncoderTests
{
    // Bytes are their own ids; the merges are ab (rank 0), bc (1), ab+c (2), aa (3).
    private static readonly Dictionary<long, (int Rank, int Id)> s_merges = new()
    {
        [BytePairEncoder.PairKey('a', 'b')] = (0, 300),
        [BytePairEncoder.PairKey('b', 'c')] = (1, 301),
        [BytePairEncoder.PairKey(300, 'c')] = (2, 302),
        [BytePairEncoder.PairKey('a', 'a')] = (3, 303),
    };

    [Theory]
    [InlineData("a", new[] { 97 })]
    [InlineData("xy", new[] { 120, 121 })]
    [InlineData("ab", new[] { 300 })]
    [InlineData("abc", new[] { 302 })]
    [InlineData("bc", new[] { 301 })]
    [InlineData("abbc", new[] { 300, 301 })]
    [InlineData("aab", new[] { 97, 300 })]
    [InlineData("aaa", new[] { 303, 97 })]
    [InlineData("aaaa", new[] { 303, 303 })]
    [InlineData("abcabc", new[] { 302, 302 })]
    [InlineData("cab", new[] { 99, 300 })]
    public void Encode_Piece_JoinsTheLowestRankFirst(string piece, int[] expected)
    {
        var output = new List<int>();

        new BytePairEncoder([.. Enumerable.Range(0, 256)], s_merges).Encode(System.Text.Encoding.ASCII.GetBytes(piece), output);

        Assert.Equal(expected, output);
    }

    [Fact]
    public void PairKey_SwappedPair_IsAnotherKey() => Assert.NotEqual(BytePairEncoder.PairKey(1, 2), BytePairEncoder.PairKey(2, 1));
}
