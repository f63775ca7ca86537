using Switchyard.Media.Images;

namespace Switchyard.Media.Tests;

/// <summary>The examples of the providers' own pages.</summary>
public sealed class ImageTokensTests
{
    [Theory]
    [InlineData(ImageTokenRule.OpenAI, 1024, 1024, false, 765)]
    [InlineData(ImageTokenRule.OpenAI, 2048, 4096, false, 1105)]
    [InlineData(ImageTokenRule.OpenAI, 4096, 8192, true, 85)]
    [InlineData(ImageTokenRule.OpenAI, 1, 1, false, 255)]
    [InlineData(ImageTokenRule.Anthropic, 200, 200, false, 54)]
    [InlineData(ImageTokenRule.Anthropic, 1000, 1000, false, 1334)]
    [InlineData(ImageTokenRule.Anthropic, 1, 1, true, 1)]
    [InlineData(ImageTokenRule.Anthropic, 16000, 16000, false, 3279)]
    [InlineData(ImageTokenRule.Gemini, 384, 384, false, 258)]
    [InlineData(ImageTokenRule.Gemini, 385, 10, false, 258)]
    [InlineData(ImageTokenRule.Gemini, 1536, 769, false, 1032)]
    public void Estimate_Image_IsWhatTheProviderPublishes(ImageTokenRule rule, int width, int height, bool isLowDetail, int tokens) =>
        Assert.Equal(tokens, ImageTokens.Estimate(rule, width, height, isLowDetail));
}
