namespace Switchyard.Providers.OpenAICompatible;

/// <summary>Where an <see cref="OpenAICompatibleChatClient"/> sends its requests and how it presents itself.</summary>
public sealed record OpenAICompatibleChatClientOptions
{
    /// <summary>Gets the API's root, including its version: <c>http://router/v1</c>, <c>https://api.openai.com/v1</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Gets the model used when a request names none; <see langword="null"/> leaves the choice to the other side.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the API key, sent as a bearer token; <see langword="null"/> sends none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Gets headers that are sent with each request. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the provider's name for telemetry. Default: <c>switchyard</c>.</summary>
    public string ProviderName { get; init; } = "switchyard";
}
