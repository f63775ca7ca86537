namespace Switchyard.Router.Configuration;

/// <summary>One route, <c>Router:Routes:&lt;model string&gt;</c>: what is tried when the model's own provider cannot answer.</summary>
internal sealed class RouteOptions
{
    /// <summary>Gets or sets the model string, where it holds a colon, which a configuration key cannot. Default: the key.</summary>
    public string? Model { get; set; }

    /// <summary>Gets or sets by what one of the model's addresses is chosen. Default: as its provider says.</summary>
    public string? Balancing { get; set; }

    /// <summary>Gets the model strings to try next, in order.</summary>
    public List<string> Fallbacks { get; } = [];
}
