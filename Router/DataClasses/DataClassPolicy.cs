using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.Router.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.DataClasses;

/// <summary>Keeps requests from providers that may not receive data of their class, and writes down every refusal.</summary>
internal sealed partial class DataClassPolicy(IOptions<RouterOptions> options, DataClassAudit audit, TimeProvider time, ILogger<DataClassPolicy> logger)
{
    /// <summary>Leaves those candidates of <paramref name="plan"/> that may receive the request, or says why none may.</summary>
    public RoutePlan Restrict(HttpContext context, RoutePlan plan, ForwardRequest request)
    {
        if (plan.Error is not null)
        {
            return plan;
        }

        var wanted = request.Hints.DataClass ?? options.Value.DataClass;
        if (!DataClassNames.All.Contains(wanted, StringComparer.Ordinal))
        {
            return RoutePlan.Refuse(ApiErrors.InvalidValue(RouteHints.DataClassHeader, $"The header {RouteHints.DataClassHeader} must be one of {string.Join(", ", DataClassNames.All)}."));
        }

        return MayAllReceive(plan, wanted) ? plan : plan.Filter(one => Restrict(context, one, request.ModelName, wanted));
    }

    private static bool MayAllReceive(RoutePlan plan, string wanted)
    {
        foreach (var candidate in plan.EachCandidate())
        {
            if (!candidate.Provider.Config.MayReceive(wanted))
            {
                return false;
            }
        }

        return true;
    }

    private RoutePlan Restrict(HttpContext context, RoutePlan plan, string? model, string wanted)
    {
        var restricted = plan.Without(
            candidate => !candidate.Provider.Config.MayReceive(wanted),
            candidate => $"'{candidate.Provider.Config.Id}' may not receive {wanted} data",
            () => Refuse(plan, model, wanted));
        foreach (var candidate in plan.LostIn(restricted))
        {
            var isRefused = restricted.Error is not null;
            LogLeft(context.TraceIdentifier, wanted, candidate.Provider.Config.Id, isRefused);
            audit.Record(new DataClassRefusal(context.TraceIdentifier, wanted, candidate.Provider.Config.Id, candidate.ModelId, isRefused, time.GetUtcNow()));
        }

        return restricted;
    }

    private static ApiError Refuse(RoutePlan plan, string? model, string wanted)
    {
        var providers = plan.Candidates.Select(candidate => candidate.Provider.Config).DistinctBy(provider => provider.Id);
        return ApiErrors.DataClassNotAllowed(
            $"No provider of '{model ?? RegistrySnapshot.DefaultName}' may receive {wanted} data: {string.Join("; ", providers.Select(provider => $"'{provider.Id}' may receive {string.Join(", ", provider.DataClasses)}"))}.");
    }

    [LoggerMessage(EventId = EventIds.DataClassRefused, Level = LogLevel.Warning, Message = "Request {RequestId} of class {DataClass} was kept from provider '{ProviderId}'; refused altogether: {IsRefused}.")]
    private partial void LogLeft(string requestId, string dataClass, string providerId, bool isRefused);
}
