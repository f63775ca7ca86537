using System.ComponentModel.DataAnnotations;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults;

/// <summary>What a service chooses of its defaults: in code, and over that in the configuration section <c>ServiceDefaults</c>.</summary>
public sealed class ServiceDefaultsOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "ServiceDefaults";

    /// <summary>Gets or sets how errors are written. Default: problem details.</summary>
    public ErrorShape ErrorShape { get; set; } = ErrorShape.ProblemDetails;

    /// <summary>Gets or sets the largest request body in bytes, for Kestrel and for <see cref="Http.JsonBody"/>. Default: 32 MiB; at most 1 GiB.</summary>
    [Range(1, 1024L * 1024 * 1024)]
    public long MaxRequestBodyBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Gets or sets how many connections a service holds at once; the next is closed as it comes. Default: 10,000; at most 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Gets or sets whether a request body that is not declared as JSON is refused with 415. Default: true. Turn it off only where forms or a Blazor circuit are served.</summary>
    public bool JsonBodiesOnly { get; set; } = true;

    /// <summary>Gets the ends of the paths that take forms with files (<c>multipart/form-data</c>) where other bodies must be JSON. Default: none.</summary>
    public IList<string> FormPaths { get; } = [];

    /// <summary>Gets the media types of bodies that are taken beside JSON; only such as a web page cannot send to another site without asking it first.</summary>
    public IList<string> MoreMediaTypes { get; } = [];

    /// <summary>Gets or sets how long a stopping service waits for the requests it has. Default: 10 s; at most 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long one health check may take before it counts as failed. Default: 5 s; from 100 ms to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan HealthCheckTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
