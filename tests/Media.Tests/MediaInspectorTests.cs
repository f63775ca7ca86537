using System.Text;
using Switchyard.Tests.Common.Media;

namespace Switchyard.Media.Tests;

/// <summary>Row B95: what files are, and which never get near a decoder.</summary>
public sealed class MediaInspectorTests
{
    public static TheoryData<string, byte[]> Whole => new()
    {
        { "image/png 2x3 1", SampleMedia.Png() },
        { "image/png 2x3 5", SampleMedia.Png(frames: 5) },
        { "image/jpeg 640x480 1", SampleMedia.Jpeg(640, 480) },
        { "image/gif 1x1 1", SampleMedia.Gif() },
        { "image/gif 1x1 7", SampleMedia.Gif(7) },
        { "image/webp 300x200 1", SampleMedia.WebP(300, 200) },
        { "application/pdf 0x0 0", SampleMedia.Pdf() },
        { "text/plain 0x0 0", Encoding.UTF8.GetBytes("Grüße,\r\n\tWelt\f") },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void Inspect_WholeFile_SaysWhatItIs(string expected, byte[] file)
    {
        var info = MediaInspector.Inspect(file, MediaLimits.Default);

        Assert.Equal(expected, $"{info.MediaType} {info.Width}x{info.Height} {info.Frames}");
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Inspect_FileCutAnywhere_IsRefusedOrText(string expected, byte[] file)
    {
        for (var length = 0; length < file.Length - 1; length++)
        {
            var kind = Record.Exception(() => MediaInspector.Inspect(file.AsSpan(0, length), MediaLimits.Default)) is { } exception ? null : (MediaKind?)MediaInspector.Inspect(file.AsSpan(0, length), MediaLimits.Default).Kind;

            // The first letters of a format are a text; what follows them is not.
            Assert.True(kind is null or MediaKind.Text || expected.StartsWith("application/pdf", StringComparison.Ordinal), $"{expected} cut at {length} is taken for {kind}.");
        }
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Inspect_FileWithABinaryAppended_IsRefused(string expected, byte[] file)
    {
        byte[] polyglot = [.. file, .. "PK\u0003\u0004"u8, .. new byte[2000]];

        Assert.NotEmpty(expected);
        Assert.Throws<MediaException>(() => MediaInspector.Inspect(polyglot, MediaLimits.Default));
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Inspect_FileWithBytesChanged_NeverFailsOtherwise(string expected, byte[] file)
    {
        var random = new Random(4711);
        for (var i = 0; i < 2000; i++)
        {
            var changed = (byte[])file.Clone();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            changed[random.Next(changed.Length)] = (byte)random.Next(256);

            var exception = Record.Exception(() => MediaInspector.Inspect(changed, MediaLimits.Default));

            Assert.True(exception is null or MediaException, $"{expected}, seed 4711, round {i}: {exception}");
        }
    }

    [Fact]
    public void Inspect_PixelThatClaimsToBeHuge_IsRefused()
    {
        Assert.Throws<MediaException>(() => MediaInspector.Inspect(SampleMedia.Png(1, 1, claimedWidth: 65_000), MediaLimits.Default));
        Assert.Throws<MediaException>(() => MediaInspector.Inspect(SampleMedia.Png(1, 1, claimedWidth: -1), MediaLimits.Default));
        Assert.Throws<MediaException>(() => MediaInspector.Inspect(SampleMedia.Png(1, 1, claimedWidth: 0), MediaLimits.Default));
        Assert.Throws<MediaException>(() => MediaInspector.Inspect(SampleMedia.Jpeg(65_000, 65_000), MediaLimits.Default));
        Assert.Throws<MediaException>(() => MediaInspector.Inspect(SampleMedia.WebP(16_384, 16_384), MediaLimits.Default));
    }

    [Fact]
    public void Inspect_AnimationWithoutEnd_IsRefused()
    {
        Assert.Throws<MediaException>(() => MediaInspector.Inspect(SampleMedia.Gif(10_000), MediaLimits.Default));
        Assert.Throws<MediaException>(() => MediaInspector.Inspect(SampleMedia.Png(frames: 10_000), MediaLimits.Default));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0x00 })]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04 })]
    [InlineData(new byte[] { 0x42, 0x4D, 0x1E, 0x00 })]
    public void Inspect_NothingKnown_IsRefused(byte[] file)
    {
        Assert.Throws<MediaException>(() => MediaInspector.Inspect(file, MediaLimits.Default));
    }
}
