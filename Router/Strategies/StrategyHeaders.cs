namespace Switchyard.Router.Strategies;

/// <summary>What an answer's headers say of the strategy that gave it.</summary>
internal static class StrategyHeaders
{
    public const string Strategy = "x-switchyard-strategy";
    public const string Model = "x-switchyard-model";
    public const string Models = "x-switchyard-models";
    public const string Votes = "x-switchyard-votes";

    public static void Write(HttpResponse response, StrategyKind kind, string modelId)
    {
        response.Headers[Strategy] = StrategyNames.NameOf(kind);
        response.Headers[Model] = modelId;
    }
}
