namespace Switchyard.Contracts.OpenAI;

/// <summary>Answer of <c>GET /v1/models</c>.</summary>
public sealed record ModelList
{
    /// <summary>Gets the constant <c>list</c>.</summary>
    public string Object { get; init; } = "list";

    /// <summary>Gets the models.</summary>
    public required IReadOnlyList<ModelInfo> Data { get; init; }
}
