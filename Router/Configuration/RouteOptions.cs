namespace Switchyard.Router.Configuration;

/// <summary>One route, <c>Router:Routes:&lt;model string&gt;</c>, where <c>*</c> at the end stands for all model strings that begin so: what is tried when the model's own provider cannot answer.</summary>
internal sealed class RouteOptions
{
    /// <summary>Gets or sets the model string, where it holds a colon, which a configuration key cannot. Default: the key.</summary>
    public string? Model { get; set; }

    /// <summary>Gets or sets by what one of the model's addresses is chosen. Default: as its provider says.</summary>
    public string? Balancing { get; set; }

    /// <summary>Gets or sets how <see cref="Models"/> serve a request together: fallback, weighted, cheapest, semantic, race, hedge, cascade, vote or parallel. Default: only the route's own model is asked.</summary>
    public string? Strategy { get; set; }

    /// <summary>Gets the models of the strategy, the preferred first; none means the route's own.</summary>
    public List<RouteModelOptions> Models { get; } = [];

    /// <summary>Gets or sets the score, from 0 to 1, that the models of the strategy cheapest must have (<see cref="ModelOptions.Score"/>). Default: any.</summary>
    public double? MinScore { get; set; }

    /// <summary>Gets the model strings to try next, in order.</summary>
    public List<string> Fallbacks { get; } = [];
}
