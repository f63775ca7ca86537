using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Chat;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>What the chunks or the one object of an answer have in common.</summary>
internal sealed record ChatAnswer
{
    public required string Id { get; init; }

    public required string Model { get; init; }

    public required long Created { get; init; }

    /// <summary>Gets whether tool calls are looked for in the text.</summary>
    public required bool ParsesTools { get; init; }

    /// <summary>Gets whether log probabilities are told.</summary>
    public required bool TellsLogProbs { get; init; }

    public static ToolCall ToToolCall(ParsedToolCall call, int? index) => new()
    {
        Index = index,
        Id = $"call_{Guid.NewGuid():N}",
        Type = "function",
        Function = new FunctionCall { Name = call.Name, Arguments = call.Arguments },
    };
}
