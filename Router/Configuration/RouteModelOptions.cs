namespace Switchyard.Router.Configuration;

/// <summary>One of the models of a route, <c>Router:Routes:&lt;model string&gt;:Models:&lt;n&gt;</c>.</summary>
internal sealed class RouteModelOptions
{
    /// <summary>Gets or sets the model string.</summary>
    public string Model { get; set; } = string.Empty;
}
