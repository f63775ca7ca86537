namespace Switchyard.Agents.Client.Backends;

/// <summary>A server that speaks OpenAI's chat completions: a Router, a node, a provider.</summary>
public sealed class OnlineEndpoint
{
    /// <summary>Gets or sets the name that results show, unique among the endpoints.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gets or sets the address, with or without <c>/v1</c>.</summary>
    public Uri? Address { get; set; }

    /// <summary>Gets or sets the model; <see langword="null"/> leaves the choice to the server. A task that names one goes before.</summary>
    public string? Model { get; set; }

    /// <summary>Gets or sets the environment variable with the key, which is sent as a bearer token; <see langword="null"/> sends none.</summary>
    public string? ApiKeyVariable { get; set; }

    /// <summary>Gets or sets headers that are sent with each request.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];

    /// <summary>Gets or sets how often it is asked before the next endpoint is, where it says that it could later or is not reached. 1 to 10; default: 1.</summary>
    public int MaxTries { get; set; } = 1;

    /// <summary>Gets or sets the price of a million tokens of prompts, in US dollars. Default: 0.</summary>
    public decimal InputPrice { get; set; }

    /// <summary>Gets or sets the price of a million tokens of answers, in US dollars. Default: 0.</summary>
    public decimal OutputPrice { get; set; }
}
