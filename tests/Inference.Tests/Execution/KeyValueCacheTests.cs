using Switchyard.Inference.Execution;
using Switchyard.Inference.Native;

namespace Switchyard.Inference.Tests.Execution;

public sealed unsafe class KeyValueCacheTests
{
    // Two layers, two heads, 4 KiB for a head's 64 positions, so that a slot begins on a page.
    private static readonly KeyValueLayout s_layout = new(OrtElementType.Float, Tensors: 4, Heads: 2, Width: 16);
    private const int Slots = 3;
    private const int Capacity = 64;

    [Fact]
    public void Create_Untouched_CostsNoPage()
    {
        using var cache = new KeyValueCache(s_layout, Slots, Capacity);

        Assert.Equal(0, ResidentPages.Count(cache.Memory));
    }

    [Fact]
    public void Return_AWrittenSlot_GivesItsPagesBackAndNoOthers()
    {
        using var cache = new KeyValueCache(s_layout, Slots, Capacity);
        new Span<byte>(cache.Memory.Pointer, (int)cache.Memory.Length).Fill(7);
        var pages = (int)cache.Memory.Length / Environment.SystemPageSize;
        Assert.Equal(pages, ResidentPages.Count(cache.Memory));

        cache.Return(1);

        Assert.Equal(pages / Slots * 2, ResidentPages.Count(cache.Memory));
        Assert.Equal(Enumerable.Repeat((byte)7, (int)s_layout.PositionBytes), Read(cache, 0, 5));
        Assert.Equal(new byte[(int)s_layout.PositionBytes], Read(cache, 1, 5));
        Assert.Equal(Enumerable.Repeat((byte)7, (int)s_layout.PositionBytes), Read(cache, 2, 5));
    }

    [Fact]
    public void Restore_WhatWasSaved_IsTheSameInAnotherSlot()
    {
        using var cache = new KeyValueCache(s_layout, Slots, Capacity);
        new Random(1).NextBytes(new Span<byte>(cache.Memory.Pointer, (int)cache.Memory.Length));
        var saved = new byte[s_layout.PositionBytes * 4];

        fixed (byte* bytes = saved)
        {
            cache.Save(0, 10, 4, bytes);
            cache.Restore(2, 10, 4, bytes);
        }

        Assert.Equal(Read(cache, 0, 10), Read(cache, 2, 10));
        Assert.Equal(Read(cache, 0, 13), Read(cache, 2, 13));
        Assert.NotEqual(Read(cache, 0, 14), Read(cache, 2, 14));
        Assert.NotEqual(Read(cache, 0, 9), Read(cache, 2, 9));
    }

    [Fact]
    public void Move_SomePositions_CopiesThemAndNoOthers()
    {
        using var cache = new KeyValueCache(s_layout, Slots, Capacity);
        new Random(2).NextBytes(new Span<byte>(cache.Memory.Pointer, (int)cache.Memory.Length));

        cache.Move(2, 1, 8);

        Assert.Equal(Read(cache, 2, 7), Read(cache, 1, 7));
        Assert.NotEqual(Read(cache, 2, 8), Read(cache, 1, 8));
    }

    [Theory]
    [InlineData(OrtElementType.Float, 512)]
    [InlineData(OrtElementType.Int8, 128)]
    [InlineData(OrtElementType.UInt8, 128)]
    public void PositionBytes_FollowTheElementType(object type, long expected) => Assert.Equal(expected, (s_layout with { ElementType = (OrtElementType)type }).PositionBytes);

    private static byte[] Read(KeyValueCache cache, int slot, int position)
    {
        var bytes = new byte[s_layout.PositionBytes];
        fixed (byte* pointer = bytes)
        {
            cache.Save(slot, position, 1, pointer);
        }

        return bytes;
    }
}
