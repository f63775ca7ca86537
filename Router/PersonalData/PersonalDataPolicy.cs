using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.DataClasses;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.Router.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.PersonalData;

/// <summary>Keeps requests that hold personal data or secrets from restricted providers, and writes down every refusal. Where none is among the candidates nothing is looked at.</summary>
internal sealed partial class PersonalDataPolicy(DataClassAudit audit, RouterMetrics metrics, IOptions<RouterOptions> options, TimeProvider time, ILogger<PersonalDataPolicy> logger)
{
    /// <summary>Leaves those candidates of <paramref name="plan"/> that may receive what the request says, or says why none may.</summary>
    public RoutePlan Restrict(HttpContext context, RoutePlan plan, ForwardRequest request)
    {
        if (plan.Error is not null || !HasRestricted(plan))
        {
            return plan;
        }

        var found = request.Form is { } form ? SensitivePlaces.Find(form.Texts) : SensitivePlaces.Find(request.Body.Span);
        return found.Count == 0 ? plan : plan.Filter(one => Leave(context, one, request, found));
    }

    private static bool HasRestricted(RoutePlan plan)
    {
        foreach (var candidate in plan.EachCandidate())
        {
            if (candidate.Provider.Config.IsRestricted)
            {
                return true;
            }
        }

        return false;
    }

    private RoutePlan Leave(HttpContext context, RoutePlan plan, ForwardRequest request, IReadOnlyList<SensitivePlace> found)
    {
        string[] kinds = [.. found.Select(place => place.What).Distinct()];
        var names = string.Join(", ", kinds);
        var left = plan.Without(
            candidate => candidate.Provider.Config.IsRestricted,
            candidate => $"'{candidate.Provider.Config.Id}' is restricted, and the request holds: {names}",
            () => Refuse(plan, request.ModelName, found));
        foreach (var candidate in plan.LostIn(left))
        {
            var (provider, isRefused) = (candidate.Provider.Config.Id, left.Error is not null);
            LogLeft(context.TraceIdentifier, provider, names, isRefused);
            metrics.RecordPersonalData(candidate, kinds);
            audit.Record(new DataClassRefusal(context.TraceIdentifier, request.Hints.DataClass ?? options.Value.DataClass, provider, candidate.ModelId, isRefused, time.GetUtcNow()) { Found = names });
        }

        return left;
    }

    private static ApiError Refuse(RoutePlan plan, string? model, IReadOnlyList<SensitivePlace> found)
    {
        var providers = plan.Candidates.Select(candidate => $"'{candidate.Provider.Config.Id}'").Distinct();
        var more = found.Count == SensitivePlaces.MaxCount ? ", perhaps more" : string.Empty;
        return ApiErrors.PersonalDataNotAllowed(
            $"The request holds personal data or secrets, which no provider of '{model ?? RegistrySnapshot.DefaultName}' may receive ({string.Join(", ", providers)}: restricted by DataClasses): {string.Join("; ", found)}{more}. Take it out, or name a model of a provider that is not restricted.");
    }

    [LoggerMessage(EventId = EventIds.PersonalDataRefused, Level = LogLevel.Warning, Message = "Request {RequestId} was kept from the restricted provider '{ProviderId}', since it holds: {Kinds}; refused altogether: {IsRefused}.")]
    private partial void LogLeft(string requestId, string providerId, string kinds, bool isRefused);
}
