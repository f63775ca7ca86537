using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Inference.Tests;

/// <summary>One turn of golden.json: a prompt, its tokens, and what the float model answers greedily.</summary>
public sealed record GoldenTurn
{
    public required string Kind { get; init; }

    public required string Prompt { get; init; }

    [JsonPropertyName("prompt_ids")]
    public required int[] PromptIds { get; init; }

    public required string Greedy { get; init; }

    [JsonPropertyName("greedy_ids")]
    public required int[] GreedyIds { get; init; }

    public static IReadOnlyList<GoldenTurn> All { get; } = JsonSerializer.Deserialize<GoldenTurn[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden.json")), JsonSerializerOptions.Web)!;
}
