using SkiaSharp;
using Switchyard.Media.Images;

namespace Switchyard.Media.Tests;

public sealed class ImageScalerTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png, MediaKind.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg, MediaKind.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp, MediaKind.WebP)]
    public void Reduce_Large_IsSmallerInItsFormat(SKEncodedImageFormat format, MediaKind kind)
    {
        var reduced = ImageScaler.Reduce(Picture(600, 200, format), 150)!;

        Assert.Equal(new MediaInfo(kind, 150, 50, 1), MediaInspector.Inspect(reduced, MediaLimits.Default));
        using var picture = SKBitmap.Decode(reduced);
        Assert.True(picture.GetPixel(20, 25).Red > 200 && picture.GetPixel(130, 25).Blue > 200, "the left is red and the right is blue");
    }

    [Theory]
    [InlineData(150, 50)]
    [InlineData(149, 149)]
    [InlineData(1, 1)]
    public void Reduce_NoLargerThanTheEdge_StaysAsItIs(int width, int height) =>
        Assert.Null(ImageScaler.Reduce(Picture(width, height, SKEncodedImageFormat.Png), 150));

    [Fact]
    public void Reduce_VeryNarrow_KeepsAPixel() =>
        Assert.Equal((100, 1), Size(ImageScaler.Reduce(Picture(4000, 2, SKEncodedImageFormat.Png), 100)!));

    [Theory]
    [InlineData(1, 100, 50, true)]
    [InlineData(3, 100, 50, false)]
    [InlineData(6, 50, 100, true)]
    [InlineData(8, 50, 100, false)]
    public void Reduce_CameraWasTurned_IsUpright(byte orientation, int width, int height, bool redFirst)
    {
        var reduced = ImageScaler.Reduce(Oriented(Picture(400, 200, SKEncodedImageFormat.Jpeg), orientation), 100)!;

        Assert.Equal((width, height), Size(reduced));
        using var picture = SKBitmap.Decode(reduced);
        Assert.Equal(redFirst, picture.GetPixel(5, 5).Red > 128);
    }

    [Fact]
    public void Reduce_Undecodable_SaysSo()
    {
        var cut = Picture(600, 200, SKEncodedImageFormat.Png);
        cut.AsSpan(60).Clear();

        Assert.Equal("is an image that cannot be decoded", Assert.Throws<MediaException>(() => ImageScaler.Reduce(cut, 100)).Message);
    }

    private static (int Width, int Height) Size(byte[] image)
    {
        var info = MediaInspector.Inspect(image, MediaLimits.Default);
        return (info.Width, info.Height);
    }

    // Red on the left, blue on the right.
    private static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Red);
        using var blue = new SKPaint { Color = SKColors.Blue };
        surface.Canvas.DrawRect(width / 2f, 0, width, height, blue);
        using var image = surface.Snapshot();
        using var data = image.Encode(format, 95);
        return data.ToArray();
    }

    // Puts an EXIF segment with nothing but the orientation behind the JPEG's first marker.
    private static byte[] Oriented(byte[] jpeg, byte orientation)
    {
        byte[] exif = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }
}
