using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Files</c>: files with the requests of batches.</summary>
internal sealed class FilesOptions
{
    /// <summary>Gets or sets how many bytes an uploaded file may have. Default 100 MiB; at most 1 GiB. Files are stored in pieces and never held as a whole.</summary>
    [Range(1, 1024L * 1024 * 1024)]
    public long MaxBytes { get; set; } = 100 * 1024 * 1024;
}
