namespace Switchyard.Router.Media;

/// <summary>What a model must be able to read to serve a request with a file.</summary>
internal enum MediaItemKind
{
    /// <summary>A picture.</summary>
    Image,

    /// <summary>A PDF; also a document at a URL that was not fetched, which may be one.</summary>
    Pdf,

    /// <summary>A text in a file of its own.</summary>
    Text,

    /// <summary>Sound.</summary>
    Audio,
}
