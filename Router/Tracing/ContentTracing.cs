using Microsoft.Extensions.Options;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Tracing;

/// <summary>Keeps what requests say where the operator asked for it. Where not, a request costs one look.</summary>
internal sealed partial class ContentTracing(IOptions<RouterOptions> options, TimeProvider time, ILogger<ContentTracing> logger)
{
    /// <summary>What is kept of a request whose secrets could not be looked for.</summary>
    public static readonly ContentText Withheld = new()
    {
        Parts = [new ContentPart { Role = PartRoles.System, Type = PartTypes.Other, Text = $"Nothing of this request was kept: looking for what must not be took too long. Simplify {RouterOptions.SectionName}:Tracing:RedactPatterns." }],
        Bytes = 0,
        Cut = true,
        Redactions = 0,
    };

    private readonly bool _isOn = options.Value.Tracing.CaptureContent && options.Value.RememberedRequests > 0;

    public ContentRedactor Redactor { get; } = new(options.Value.Tracing, time);

    /// <summary>Gets how many bytes of each side are kept.</summary>
    public int MaxBytes => options.Value.Tracing.MaxContentBytes;

    /// <summary>Begins to record; <see langword="null"/> where nothing is kept.</summary>
    public ContentRecord? Begin(HttpContext context, ForwardRequest request, RequestTrace trace) => _isOn ? new ContentRecord(this, context, request, trace) : null;

    /// <summary>Gets a timestamp.</summary>
    public long Started() => time.GetTimestamp();

    /// <summary>Says in the log that a request's content was not kept.</summary>
    public void ReportWithheld(string requestId, Exception exception) => LogWithheld(requestId, exception);

    [LoggerMessage(EventId = EventIds.ContentWithheld, Level = LogLevel.Warning, Message = "The content of request '{RequestId}' was not kept: looking for secrets in it took too long.")]
    private partial void LogWithheld(string requestId, Exception exception);
}
