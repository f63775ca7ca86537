using Switchyard.Dialects;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Routing;
using Switchyard.Router.Strategies;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.PassThrough;

/// <summary>Leaves those of a plan that have sound or images, which is who is asked through OpenAI's API and is no node of this system.</summary>
internal static class PassThroughPolicy
{
    /// <summary>Leaves those candidates of <paramref name="plan"/> that have <paramref name="operation"/>, or says why none has.</summary>
    public static RoutePlan Restrict(RoutePlan plan, UpstreamOperation operation)
    {
        if (plan.Error is not null || !operation.IsPassedThrough())
        {
            return plan;
        }

        if (plan.Strategy is { } strategy)
        {
            return RoutePlan.Refuse(ApiErrors.InvalidValue(
                RouteHints.StrategyHeader, $"'{StrategyNames.NameOf(strategy.Kind)}' does not serve {WordOf(operation)}, which is passed through: use fallback, weighted, cheapest or semantic, or name one model."));
        }

        return plan.Without(
            candidate => ApiWithout(candidate.Provider.Config) is not null,
            candidate => $"'{candidate.Provider.Config.Id}' has no {WordOf(operation)} in {ApiWithout(candidate.Provider.Config)}",
            () => Refuse(plan.Candidates[0], operation));
    }

    private static ApiError Refuse(RouteCandidate candidate, UpstreamOperation operation) => ApiErrors.NotImplemented(
        "model",
        $"'{candidate.ModelId}' cannot be asked for {WordOf(operation)}: the provider '{candidate.Provider.Config.Id}' is asked through {ApiWithout(candidate.Provider.Config)}, which has none. Name a model of a provider that is asked through OpenAI's API, such as openai/{ExampleOf(operation)}, or add one as Router:Providers:<id>; GET /providers lists those there are.");

    // What the API that a provider is asked through is called, where it lacks all of this.
    private static string? ApiWithout(ProviderConfig provider) => (provider.Kind, provider.Dialect.Dialect) switch
    {
        (ProviderKind.Nodes, _) => "the API of the local nodes",
        (_, Dialect.Chat) => null,
        _ => $"{provider.Dialect.Name}'s own API",
    };

    /// <summary>Names what is asked for.</summary>
    public static string WordOf(UpstreamOperation operation) => operation switch
    {
        UpstreamOperation.Transcription => "transcription",
        UpstreamOperation.Speech => "speech",
        _ => "image generation",
    };

    private static string ExampleOf(UpstreamOperation operation) => operation switch
    {
        UpstreamOperation.Transcription => "whisper-1",
        UpstreamOperation.Speech => "tts-1",
        _ => "gpt-image-1",
    };
}
