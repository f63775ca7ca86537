namespace Switchyard.Router.Media;

/// <summary>How a dialect writes a file.</summary>
internal enum MediaForm
{
    /// <summary>A data URI, or a URL that can be replaced by one.</summary>
    Uri,

    /// <summary>Base64.</summary>
    Base64,

    /// <summary>Anthropic's source of type <c>url</c>.</summary>
    UrlSource,

    /// <summary>The <c>file_url</c> of OpenAI's responses, beside which <c>file_data</c> holds data URIs.</summary>
    FileUrl,

    /// <summary>Base64 of sound, whose format stands beside it.</summary>
    Audio,
}
