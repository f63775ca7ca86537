using Switchyard.Router.Routing;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.DataClasses;

/// <summary>Logs under its own name each request that goes to a provider whose data classes were restricted, so that these can be kept apart from the rest.</summary>
internal sealed partial class RestrictedProviderLog(ILogger<RestrictedProviderLog> logger)
{
    public void Note(HttpContext context, RouteCandidate candidate)
    {
        if (candidate.Provider.Config.IsRestricted)
        {
            LogRestricted(context.TraceIdentifier, candidate.Provider.Config.Id, candidate.ModelId);
        }
    }

    [LoggerMessage(EventId = EventIds.RestrictedRequest, Level = LogLevel.Information, Message = "Request {RequestId} goes to the restricted provider '{ProviderId}' for '{ModelId}'.")]
    private partial void LogRestricted(string requestId, string providerId, string modelId);
}
