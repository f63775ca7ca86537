using System.Text.Unicode;
using Switchyard.Media.Images;

namespace Switchyard.Media;

/// <summary>
/// Says what a file is from its content alone, and refuses what would hurt a decoder: sizes no picture has, animations without end, files cut short, and
/// files that are two things at once. Headers are walked, nothing is decoded, and nothing is allocated.
/// </summary>
public static class MediaInspector
{
    // Writers may put a line or more after the mark.
    private const int PdfTail = 1024;

    /// <summary>Inspects a file.</summary>
    /// <param name="file">All its bytes.</param>
    /// <param name="limits">What it may claim.</param>
    /// <returns>What it is.</returns>
    /// <exception cref="MediaException">It is nothing known, or not fit to be decoded.</exception>
    public static MediaInfo Inspect(ReadOnlySpan<byte> file, MediaLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return file switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Check(PngHeader.Read(file), limits),
            [0xFF, 0xD8, 0xFF, ..] => Check(JpegHeader.Read(file), limits),
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Check(GifHeader.Read(file), limits),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => Check(WebPHeader.Read(file), limits),
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => CheckPdf(file),
            _ => CheckText(file),
        };
    }

    private static MediaInfo Check(MediaInfo image, MediaLimits limits)
    {
        if (image.Width <= 0 || image.Height <= 0)
        {
            throw new MediaException("is an image without a size");
        }

        if (image.Width > limits.MaxSide || image.Height > limits.MaxSide || (long)image.Width * image.Height > limits.MaxPixels)
        {
            throw new MediaException($"is an image of {image.Width} x {image.Height} pixels, over the limit of {limits.MaxSide} a side and {limits.MaxPixels} in all");
        }

        return image.Frames <= limits.MaxFrames ? image : throw new MediaException($"is an animation of more than {limits.MaxFrames} pictures");
    }

    private static MediaInfo CheckPdf(ReadOnlySpan<byte> file) => file[^Math.Min(file.Length, PdfTail)..].LastIndexOf("%%EOF"u8) >= 0
        ? new MediaInfo(MediaKind.Pdf, 0, 0, 0)
        : throw new MediaException("is a PDF that was cut short, or has other data after its end");

    private static MediaInfo CheckText(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            throw new MediaException("is empty");
        }

        // Controls beside white space stand in no text, but in nearly every binary format.
        return Utf8.IsValid(file) && !HasControls(file)
            ? new MediaInfo(MediaKind.Text, 0, 0, 0)
            : throw new MediaException("is neither PNG, JPEG, GIF, WebP, PDF nor text in UTF-8");
    }

    private static bool HasControls(ReadOnlySpan<byte> file)
    {
        foreach (var value in file)
        {
            if (value < ' ' && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f'))
            {
                return true;
            }
        }

        return false;
    }
}
