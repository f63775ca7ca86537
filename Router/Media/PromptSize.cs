using Switchyard.Dialects;
using Switchyard.Media.Images;
using Switchyard.Router.Model;

namespace Switchyard.Router.Media;

/// <summary>Estimates the tokens of prompts with files: base64 is no text, and no model reads it as such.</summary>
internal static class PromptSize
{
    // A page of a PDF is some 50 KB and some 2,000 tokens, as text and as a picture; a second of speech, some 16 KB and 25. Both give or take a lot.
    private const int BytesPerDocumentToken = 25;
    private const int BytesPerAudioToken = 640;

    /// <summary>Estimates what a body with <paramref name="files"/> takes at <paramref name="provider"/>.</summary>
    public static int TokensOf(Provider provider, int bodyBytes, IReadOnlyList<MediaItem> files)
    {
        if (files.Count == 0)
        {
            return provider.Estimate.PromptTokens(bodyBytes);
        }

        var rule = provider.Config.Dialect.Dialect switch { Dialect.Anthropic => ImageTokenRule.Anthropic, Dialect.Gemini => ImageTokenRule.Gemini, _ => ImageTokenRule.OpenAI };
        return provider.Estimate.PromptTokens(Math.Max(0, bodyBytes - files.Sum(file => file.BodyBytes))) + files.Sum(file => TokensOf(provider, rule, file));
    }

    private static int TokensOf(Provider provider, ImageTokenRule rule, MediaItem file) => file.Kind switch
    {
        // An image behind an address that was not fetched is of an ordinary size.
        MediaItemKind.Image => ImageTokens.Estimate(rule, file.Width > 0 ? file.Width : 1024, file.Height > 0 ? file.Height : 1024, file.IsLowDetail),
        MediaItemKind.Pdf => Math.Max(1, file.Bytes / BytesPerDocumentToken),
        MediaItemKind.Audio => Math.Max(1, file.Bytes / BytesPerAudioToken),
        _ => provider.Estimate.PromptTokens(file.Bytes),
    };
}
