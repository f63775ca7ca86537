using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Tracing</c>: whether what requests say is kept beside how they were served, and how much of it.</summary>
internal sealed class TracingOptions
{
    /// <summary>Gets or sets whether the content of requests and answers is kept, for the administrator alone. Default: no.</summary>
    public bool CaptureContent { get; set; }

    /// <summary>Gets or sets how many bytes of a request, and of an answer, are kept; of the rest the length. Default 16 KiB.</summary>
    [Range(1, 1024 * 1024)]
    public int MaxContentBytes { get; set; } = 16 * 1024;

    /// <summary>Gets or sets whether secrets and personal data are made unreadable before content is kept. Default: yes.</summary>
    public bool Redact { get; set; } = true;

    /// <summary>Gets what else is made unreadable: name to regular expression, without look-around and back-references.</summary>
    public Dictionary<string, string> RedactPatterns { get; } = new(StringComparer.Ordinal);
}
