using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.Router.Strategies;
using Switchyard.Router.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.DataClasses;

/// <summary>Keeps requests from providers that may not receive data of their class, and writes down every refusal. All requests that a model serves pass here, however they were planned.</summary>
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

        return plan.Strategy is { } strategy ? Restrict(context, strategy, request.ModelName, wanted) : Restrict(context, plan, request.ModelName, wanted);
    }

    private RoutePlan Restrict(HttpContext context, RoutePlan plan, string? model, string wanted) =>
        plan.Candidates.All(candidate => candidate.Provider.Config.MayReceive(wanted)) ? plan : Leave(context, plan, model, wanted);

    // Of several models those are asked that may be.
    private RoutePlan Restrict(HttpContext context, StrategyPlan strategy, string? model, string wanted)
    {
        var contenders = strategy.Contenders.Select(contender => Restrict(context, contender, model, wanted)).ToList();
        var allowed = contenders.Where(contender => contender.Error is null).ToList();
        return allowed.Count switch
        {
            0 => contenders[0],
            1 => allowed[0],
            _ => allowed[0] with { Strategy = strategy with { Contenders = allowed } },
        };
    }

    private RoutePlan Leave(HttpContext context, RoutePlan plan, string? model, string wanted)
    {
        var allowed = plan.Candidates.Where(candidate => candidate.Provider.Config.MayReceive(wanted)).ToList();
        var left = plan.Candidates.Where(candidate => !candidate.Provider.Config.MayReceive(wanted)).ToList();
        foreach (var candidate in left.DistinctBy(candidate => candidate.ModelId))
        {
            LogLeft(context.TraceIdentifier, wanted, candidate.Provider.Config.Id, allowed.Count == 0);
            audit.Record(new DataClassRefusal(context.TraceIdentifier, wanted, candidate.Provider.Config.Id, candidate.ModelId, allowed.Count == 0, time.GetUtcNow()));
        }

        if (allowed.Count > 0)
        {
            return plan with
            {
                Candidates = allowed,
                Why = allowed[0] == plan.Candidates[0] ? plan.Why : null,
                LeftOut = [.. plan.LeftOut, .. left.Select(candidate => new LeftCandidate(candidate, $"left out: '{candidate.Provider.Config.Id}' may not receive {wanted} data"))],
            };
        }

        var providers = left.Select(candidate => candidate.Provider.Config).DistinctBy(provider => provider.Id);
        return RoutePlan.Refuse(ApiErrors.DataClassNotAllowed(
            $"No provider of '{model ?? RegistrySnapshot.DefaultName}' may receive {wanted} data: {string.Join("; ", providers.Select(provider => $"'{provider.Id}' may receive {string.Join(", ", provider.DataClasses)}"))}."));
    }

    [LoggerMessage(EventId = EventIds.DataClassRefused, Level = LogLevel.Warning, Message = "Request {RequestId} of class {DataClass} was kept from provider '{ProviderId}'; refused altogether: {IsRefused}.")]
    private partial void LogLeft(string requestId, string dataClass, string providerId, bool isRefused);
}
