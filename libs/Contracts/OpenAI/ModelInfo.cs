namespace Switchyard.Contracts.OpenAI;

/// <summary>One model of <c>GET /v1/models</c>. The first four members are OpenAI's; the rest is what a client needs to choose and to fit its prompts.</summary>
public sealed record ModelInfo
{
    /// <summary>Gets the model string a request names.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the constant <c>model</c>.</summary>
    public string Object { get; init; } = "model";

    /// <summary>Gets the time of creation, in Unix seconds.</summary>
    public long Created { get; init; }

    /// <summary>Gets the provider's id.</summary>
    public string OwnedBy { get; init; } = "local";

    /// <summary>Gets the other names a request may use.</summary>
    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>Gets the context length in tokens (the name vLLM gives it), where it is known.</summary>
    public int? MaxModelLen { get; init; }

    /// <summary>Gets the longest prompt, in tokens, the model answers well; absent means <see cref="MaxModelLen"/> is the only limit.</summary>
    public int? RecommendedPromptTokens { get; init; }

    /// <summary>Gets one sentence about the model.</summary>
    public string? Description { get; init; }

    /// <summary>Gets whether the model is for demonstration and tests only.</summary>
    public bool? Demo { get; init; }

    /// <summary>Gets what the model can do: <c>chat</c>, <c>completion</c>, <c>embeddings</c>, <c>tools</c>, <c>vision</c>, <c>json_schema</c>, <c>reasoning</c>, <c>audio</c>; absent where nobody says.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>Gets whether the model is in memory: <c>loaded</c>, <c>loading</c>, <c>unloading</c>, <c>unloaded</c> (a request loads it) or <c>failed</c>; absent where nobody says.</summary>
    public string? State { get; init; }

    /// <summary>Gets the longest answer in tokens, where it is known.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Gets what the model takes: <c>text</c>, <c>image</c>, <c>audio</c>, <c>video</c>, <c>file</c>; absent where only <see cref="Capabilities"/> say.</summary>
    public IReadOnlyList<string>? InputModalities { get; init; }

    /// <summary>Gets what the model makes: <c>text</c>, <c>image</c>, <c>audio</c>, <c>embedding</c>; absent where only <see cref="Capabilities"/> say.</summary>
    public IReadOnlyList<string>? OutputModalities { get; init; }

    /// <summary>Gets how good its answers were found by its operator's evaluation, from 0 to 1; absent where nobody says.</summary>
    public double? Score { get; init; }

    /// <summary>Gets what the model costs, where it is known.</summary>
    public ModelPrices? Prices { get; init; }
}
