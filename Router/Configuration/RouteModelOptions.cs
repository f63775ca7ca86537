namespace Switchyard.Router.Configuration;

/// <summary>One of the models of a route, <c>Router:Routes:&lt;model string&gt;:Models:&lt;n&gt;</c>.</summary>
internal sealed class RouteModelOptions
{
    /// <summary>Gets or sets the model string; on a route whose name ends with <c>*</c> it may end so too.</summary>
    public string Model { get; set; } = string.Empty;

    /// <summary>Gets or sets its share of the requests, of the sum over the route's models, from 0 (only where the others fail) to 1000; for the strategy weighted. Default 1.</summary>
    public int Weight { get; set; } = 1;

    /// <summary>Gets or sets which requests it is for, in words or by examples; for the strategy semantic.</summary>
    public string? Description { get; set; }

    /// <summary>Gets or sets whether it is asked at all. Default: yes.</summary>
    public bool Enabled { get; set; } = true;
}
