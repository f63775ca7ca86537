namespace Switchyard.Media.Images;

/// <summary>How many tokens an image takes of a prompt, by what providers publish.</summary>
/// <remarks>Sources: OpenAI, "Images and vision", calculating costs; Anthropic, "Vision", evaluate image size; Google, "Understand and count tokens", multimodal input.</remarks>
public static class ImageTokens
{
    /// <summary>Estimates the tokens of an image of <paramref name="width"/> × <paramref name="height"/> pixels, both at least 1.</summary>
    /// <param name="rule">Whose rule.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="isLowDetail">Whether the caller wants it looked at only roughly, which only OpenAI knows.</param>
    public static int Estimate(ImageTokenRule rule, int width, int height, bool isLowDetail) => rule switch
    {
        ImageTokenRule.Anthropic => OfAnthropic(width, height),
        ImageTokenRule.Gemini => OfGemini(width, height),
        _ => isLowDetail ? 85 : OfOpenAI(width, height),
    };

    // Into 2048 × 2048, then the shorter side to 768; 170 for each tile of 512 × 512, and 85.
    private static int OfOpenAI(double width, double height)
    {
        var fit = Math.Min(1, 2048 / Math.Max(width, height));
        var shorter = Math.Min(1, 768 / (Math.Min(width, height) * fit));
        return 85 + (170 * Tiles(width * fit * shorter, 512) * Tiles(height * fit * shorter, 512));
    }

    // A token for 750 pixels, of at most 1568 on the longer side.
    private static int OfAnthropic(double width, double height)
    {
        var fit = Math.Min(1, 1568 / Math.Max(width, height));
        return Math.Max(1, (int)Math.Ceiling(width * fit * height * fit / 750));
    }

    // 258 for what fits into 384 × 384, else for each tile of 768 × 768.
    private static int OfGemini(double width, double height) => width <= 384 && height <= 384 ? 258 : 258 * Tiles(width, 768) * Tiles(height, 768);

    private static int Tiles(double side, int edge) => Math.Max(1, (int)Math.Ceiling(Math.Round(side, 6) / edge));
}
