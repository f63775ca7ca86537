using System.Globalization;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Media;
using Switchyard.Router.Metadata;
using Switchyard.Router.Routing;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Capabilities;

/// <summary>Leaves out the models that cannot do what a request needs, whatever strategy serves it: what its header asks for, and a context that its prompt fits into.</summary>
internal sealed class CapabilityPolicy(ModelFacts facts)
{
    /// <summary>Leaves those candidates of <paramref name="plan"/> that can do what <paramref name="request"/>'s header asks for, or says why none can.</summary>
    public RoutePlan Restrict(RoutePlan plan, ForwardRequest request)
    {
        if (request.Hints.Require is { } require)
        {
            var words = require.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            plan = words.Length == 0 || words.Except(ModelWords.Capabilities, StringComparer.Ordinal).Any()
                ? RoutePlan.Refuse(ApiErrors.InvalidValue(RouteHints.RequireHeader, $"The header {RouteHints.RequireHeader} names what the model must be able to do, separated by commas: {string.Join(", ", ModelWords.Capabilities)}."))
                : plan.Filter(one => Require(one, words));
        }

        return plan;
    }

    /// <summary>Leaves those candidates whose context the prompt fits into, as it is sent: files may have become words. Its length is an estimate: where no model fits, the one that was named may judge for itself.</summary>
    public RoutePlan FitContext(RoutePlan plan, ForwardRequest request) =>
        plan.Error is null && MayDiffer(plan) && plan.EachCandidate().Any(candidate => Fits(candidate, request)) ? plan.Filter(one => one.Without(
            candidate => !Fits(candidate, request),
            candidate => string.Create(CultureInfo.InvariantCulture, $"the prompt has about {TokensOf(candidate, request)} tokens, and the context of '{candidate.ModelId}' {facts.Of(candidate).MaxModelLen}"),
            () => ApiErrors.ContextLengthExceeded("messages", $"The prompt is too long for '{one.Candidates[0].ModelId}'."))) : plan;

    private RoutePlan Require(RoutePlan plan, string[] words) => plan.Without(
        candidate => MissingOf(candidate, words) is not null,
        candidate => $"'{candidate.ModelId}' does not list {MissingOf(candidate, words)} among its capabilities",
        () => ApiErrors.InvalidValue(RouteHints.RequireHeader, $"'{plan.Candidates[0].ModelId}' does not list {MissingOf(plan.Candidates[0], words)} among its capabilities. GET /v1/models?capability=… lists the models that do; Router:Providers:<id>:Metadata says it of others."));

    // As where models are listed: who does not say what it can do passes no filter that asks for something.
    private string? MissingOf(RouteCandidate candidate, string[] words) =>
        facts.Of(candidate).Capabilities is var known && words.FirstOrDefault(word => known?.Contains(word) is not true) is { } missing ? missing : null;

    private bool Fits(RouteCandidate candidate, ForwardRequest request) => facts.Of(candidate).MaxModelLen is not { } length || TokensOf(candidate, request) <= length;

    private static int TokensOf(RouteCandidate candidate, ForwardRequest request) => PromptSize.TokensOf(candidate.Provider, request.Body.Length, request.Media);

    private static bool MayDiffer(RoutePlan plan)
    {
        if (plan.Strategy is not null)
        {
            return true;
        }

        for (var i = 1; i < plan.Candidates.Count; i++)
        {
            if (plan.Candidates[i].ModelId != plan.Candidates[0].ModelId)
            {
                return true;
            }
        }

        return false;
    }
}
