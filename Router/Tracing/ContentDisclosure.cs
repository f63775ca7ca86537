using Microsoft.Extensions.Options;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Administration;
using Switchyard.Router.Configuration;
using Switchyard.Router.Requests;

namespace Switchyard.Router.Tracing;

/// <summary>Shows one request with what it said to the administrator; to others, without it and with the reason.</summary>
internal sealed class ContentDisclosure(AdminAccess access, IOptions<RouterOptions> options)
{
    private const string Section = $"{RouterOptions.SectionName}:Tracing:CaptureContent";

    public RequestInfo Describe(RequestTrace trace, HttpRequest request)
    {
        var info = trace.ToInfo();
        return !options.Value.Tracing.CaptureContent ? info with { ContentNotice = $"What requests say is not kept. Set {Section} to true (as a variable: {Section.Replace(":", "__", StringComparison.Ordinal)}=true) and start again to keep it from then on." }
            : trace.Content is not { } content ? info with { ContentNotice = "What the request says can be read once it has ended." }
            : access.Refuse(request) is { } refusal ? info with { ContentNotice = $"What the request said is shown to the administrator alone. {refusal.Message}" }
            : info with { Content = content };
    }
}
