using Switchyard.Inference.Execution;
using Switchyard.Inference.Native;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Scheduling;

public sealed unsafe class PrefixCacheTests : IDisposable
{
    private const int Block = 4;
    private const int Capacity = 64;
    private static readonly KeyValueLayout s_layout = new(OrtElementType.Float, Tensors: 2, Heads: 2, Width: 1);
    private readonly KeyValueCache _slots = new(s_layout, 3, Capacity);

    public PrefixCacheTests() => new Random(3).NextBytes(new Span<byte>(_slots.Memory.Pointer, (int)_slots.Memory.Length));

    public void Dispose() => _slots.Dispose();

    [Fact]
    public void Restore_WhatWasStored_CopiesWholeBlocks()
    {
        using var cache = Create(blocks: 10);
        cache.Store(0, Tokens(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

        Assert.Equal(8, cache.Restore(2, Tokens(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 0));

        Assert.Equal(Read(0, 0, 8), Read(2, 0, 8));
        Assert.NotEqual(Read(0, 8, 1), Read(2, 8, 1));
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3, 4, 9, 9, 9, 9 }, 4)]
    [InlineData(new[] { 1, 2, 3, 9, 5, 6, 7, 8 }, 0)]
    [InlineData(new[] { 5, 6, 7, 8 }, 0)]
    [InlineData(new[] { 1, 2, 3 }, 0)]
    [InlineData(new int[0], 0)]
    public void Restore_AnotherPrompt_FindsTheSharedBlocks(int[] tokens, int expected)
    {
        using var cache = Create(blocks: 10);
        cache.Store(0, Tokens(1, 2, 3, 4, 5, 6, 7, 8));

        Assert.Equal(expected, cache.Restore(2, tokens, 0));
    }

    [Fact]
    public void Restore_LessThanTheSlotHas_LeavesIt()
    {
        using var cache = Create(blocks: 10);
        cache.Store(0, Tokens(1, 2, 3, 4));
        var before = Read(2, 0, 8);

        Assert.Equal(6, cache.Restore(2, Tokens(1, 2, 3, 4, 5, 6, 7, 8), 6));

        Assert.Equal(before, Read(2, 0, 8));
    }

    [Fact]
    public void Store_MoreThanFits_GivesUpTheLeastRecentlyUsedLeaves()
    {
        using var cache = Create(blocks: 4);
        cache.Store(0, Tokens(1, 1, 1, 1, 2, 2, 2, 2));
        cache.Store(0, Tokens(1, 1, 1, 1, 3, 3, 3, 3));
        cache.Store(0, Tokens(4, 4, 4, 4));
        Assert.Equal(8, cache.Restore(2, Tokens(1, 1, 1, 1, 2, 2, 2, 2), 0));

        cache.Store(0, Tokens(5, 5, 5, 5));

        Assert.Equal(4, cache.Restore(2, Tokens(1, 1, 1, 1, 3, 3, 3, 3), 0));
        Assert.Equal(8, cache.Restore(2, Tokens(1, 1, 1, 1, 2, 2, 2, 2), 0));
        Assert.Equal(4, cache.Restore(2, Tokens(4, 4, 4, 4), 0));
        Assert.Equal(4, cache.Restore(2, Tokens(5, 5, 5, 5), 0));
    }

    [Fact]
    public void Store_APromptLargerThanTheCache_KeepsItsBeginning()
    {
        using var cache = Create(blocks: 3);
        cache.Store(0, Tokens(9, 9, 9, 9));

        cache.Store(0, Enumerable.Range(0, 40).ToArray());

        Assert.Equal(12, cache.Restore(2, Enumerable.Range(0, 40).ToArray(), 0));
        Assert.Equal(0, cache.Restore(2, Tokens(9, 9, 9, 9), 0));
    }

    [Fact]
    public void Bytes_NeverExceedTheBudget()
    {
        using var cache = Create(blocks: 5);
        var random = new Random(4);
        for (var i = 0; i < 2000; i++)
        {
            int[] tokens = [.. Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(2))];
            var found = cache.Restore(2, tokens, 0);
            cache.Store(2, tokens);

            Assert.InRange(cache.Bytes, 0, 5 * Block * s_layout.PositionBytes);
            Assert.InRange(cache.Restore(2, tokens, 0), found, tokens.Length);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Block * 16 - 1)]
    public void Create_LessThanABlock_IsNone(long bytes) =>
        Assert.Null(PrefixCache.Create(_slots, new SchedulingOptions { PrefixBlockTokens = Block, PrefixCacheBytes = bytes }));

    private static int[] Tokens(params int[] tokens) => tokens;

    private PrefixCache Create(int blocks) =>
        PrefixCache.Create(_slots, new SchedulingOptions { PrefixBlockTokens = Block, PrefixCacheBytes = blocks * Block * s_layout.PositionBytes })!;

    private byte[] Read(int slot, int position, int count)
    {
        var bytes = new byte[count * s_layout.PositionBytes];
        fixed (byte* pointer = bytes)
        {
            _slots.Save(slot, position, count, pointer);
        }

        return bytes;
    }
}
