using Switchyard.Inference.Tokenization.Models;

namespace Switchyard.Inference.Tests.Tokenization.Models;

public sealed class BytePairMergerTests
{
    // Bytes are their own ids; the merges are ab (rank 0), bc (1), ab+c (2), aa (3).
    private static readonly Dictionary<long, (int Rank, int Id)> s_merges = new()
    {
        [BytePairMerger.PairKey('a', 'b')] = (0, 300),
        [BytePairMerger.PairKey('b', 'c')] = (1, 301),
        [BytePairMerger.PairKey(300, 'c')] = (2, 302),
        [BytePairMerger.PairKey('a', 'a')] = (3, 303),
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
    public void Merge_Piece_JoinsTheLowestRankFirst(string piece, int[] expected) => Assert.Equal(expected, Merge(piece));

    [Fact]
    public void Merge_LongPiece_JoinsAsAShortOne() =>
        Assert.Equal(Enumerable.Repeat(302, 20).Append(303), Merge(string.Concat(Enumerable.Repeat("abc", 20)) + "aa"));

    [Fact]
    public void Merge_ByScanningAndByQueue_GiveTheSame()
    {
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var shorter = string.Concat(Enumerable.Range(0, 20).Select(_ => "abc"[random.Next(3)]));

            // What follows x cannot join with what stands before it, and makes the piece too long to be scanned.
            Assert.Equal([.. Merge(shorter), .. Enumerable.Repeat((int)'x', 30)], Merge(shorter + new string('x', 30)));
        }
    }

    [Fact]
    public void PairKey_SwappedPair_IsAnotherKey() => Assert.NotEqual(BytePairMerger.PairKey(1, 2), BytePairMerger.PairKey(2, 1));

    private static int[] Merge(string piece)
    {
        int[] symbols = [.. piece.Select(c => (int)c)];
        return symbols[..new BytePairMerger(s_merges).Merge(symbols)];
    }
}
