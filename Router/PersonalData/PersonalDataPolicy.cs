using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.DataClasses;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.Router.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.PersonalData;

/// <summary>Keeps requests that hold personal data or secrets, and what models wrote that does, from restricted providers, and writes down every refusal. Where none is among the candidates nothing is looked at.</summary>
internal sealed partial class PersonalDataPolicy(SensitiveSearch search, DataClassAudit audit, RouterMetrics metrics, IOptions<RouterOptions> options, TimeProvider time, ILogger<PersonalDataPolicy> logger)
{
    /// <summary>Leaves those candidates of <paramref name="plan"/> that may receive what the request says, or says why none may.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public ValueTask<RoutePlan> RestrictAsync(HttpContext context, RoutePlan plan, ForwardRequest request) =>
        plan.Error is not null || !HasRestricted(plan, author: null) ? new(plan) : LookAsync(context, plan, request);

    /// <summary>Leaves those candidates of <paramref name="plan"/> that may receive what <paramref name="author"/>'s model wrote: its own provider has it already.</summary>
    public async ValueTask<RoutePlan> RestrictWrittenAsync(HttpContext context, RoutePlan plan, ForwardRequest request, ProviderConfig author, string text)
    {
        if (plan.Error is not null || !HasRestricted(plan, author))
        {
            return plan;
        }

        try
        {
            var found = await search.FindAsync(text.Length, token => SensitivePlaces.Find([text], "the answer", token), context.RequestAborted);
            return found.Count == 0 ? plan : plan.Filter(one => Leave(context, one, request, author, found));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Those who ask account for a caller who left themselves; what was not looked at is not sent meanwhile.
            return plan.Filter(one => one.Without(candidate => IsKeptFrom(candidate, author), static _ => "the caller left", () => Refuse(one, request.ModelName, [])));
        }
    }

    private async ValueTask<RoutePlan> LookAsync(HttpContext context, RoutePlan plan, ForwardRequest request)
    {
        var found = request.Form?.Texts is { } texts
            ? await search.FindAsync(texts.Sum(static text => (long)text.Length), token => SensitivePlaces.Find(texts, "the form", token), context.RequestAborted)
            : await search.FindAsync(request.Body.Length, token => SensitivePlaces.Find(request.Body.Span, token), context.RequestAborted);
        return found.Count == 0 ? plan : plan.Filter(one => Leave(context, one, request, null, found));
    }

    private static bool HasRestricted(RoutePlan plan, ProviderConfig? author)
    {
        foreach (var candidate in plan.EachCandidate())
        {
            if (IsKeptFrom(candidate, author))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsKeptFrom(RouteCandidate candidate, ProviderConfig? author) => candidate.Provider.Config.IsRestricted && candidate.Provider.Config.Id != author?.Id;

    private RoutePlan Leave(HttpContext context, RoutePlan plan, ForwardRequest request, ProviderConfig? author, IReadOnlyList<SensitivePlace> found)
    {
        string[] kinds = [.. found.Select(place => place.What).Distinct()];
        var names = string.Join(", ", kinds);
        var source = author is null ? "the request" : $"what '{author.Id}' wrote";
        var left = plan.Without(
            candidate => IsKeptFrom(candidate, author),
            candidate => $"'{candidate.Provider.Config.Id}' is restricted, and {source} holds: {names}",
            () => Refuse(plan, request.ModelName, found));
        foreach (var candidate in plan.LostIn(left))
        {
            var (provider, isRefused) = (candidate.Provider.Config.Id, left.Error is not null);
            LogLeft(context.TraceIdentifier, provider, author is null ? "it" : source, names, isRefused);
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

    [LoggerMessage(EventId = EventIds.PersonalDataRefused, Level = LogLevel.Warning, Message = "Request {RequestId} was kept from the restricted provider '{ProviderId}', since {Source} holds: {Kinds}; refused altogether: {IsRefused}.")]
    private partial void LogLeft(string requestId, string providerId, string source, string kinds, bool isRefused);
}
