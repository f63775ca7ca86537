using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>What images and documents a request may hold or name.</summary>
internal sealed class MediaOptions
{
    /// <summary>Gets or sets the most bytes of a file. Default 10 MiB.</summary>
    [Range(1, 256 * 1024 * 1024)]
    public int MaxFileBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Gets or sets the most bytes of a request's files together, fetched ones included, and of a form with a recording. Default 32 MiB.</summary>
    [Range(1, 1024 * 1024 * 1024)]
    public int MaxRequestBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Gets or sets the most files of a request. Default 100.</summary>
    [Range(1, 1000)]
    public int MaxFiles { get; set; } = 100;

    /// <summary>Gets or sets whether files behind URLs are fetched here and sent on as bytes. Otherwise their URLs are checked and passed to upstreams that take some. Default: yes, so that no upstream on this network is made to fetch them.</summary>
    public bool FetchUrls { get; set; } = true;

    /// <summary>Gets or sets the longest time of all of a request's fetches together. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan FetchTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets the longest edge of an image, in pixels: larger ones are made smaller, which saves tokens and time; none is made larger. Default: images stay as they are.</summary>
    [Range(16, 16_384)]
    public int? MaxImageEdge { get; set; }

    /// <summary>Gets or sets the most characters of a PDF's text, where that goes to a model that takes none. Default 400,000, some 100,000 tokens.</summary>
    [Range(1000, 10_000_000)]
    public int MaxDocumentCharacters { get; set; } = 400_000;

    /// <summary>Gets or sets the model that describes images to models that take none. Default: none, and such requests are refused.</summary>
    public string? VisionModel { get; set; }

    /// <summary>Gets or sets the longest time in which all of a request's files become words, waiting for their turn included. Default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan WordsTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets the hosts whose URLs may be named, as in <see cref="RequestBaseUrlOptions.AllowedHosts"/>. Default: all public ones.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Gets the networks that are not public and may be reached all the same. Default: none.</summary>
    public IList<string> AllowedNetworks { get; } = [];
}
