using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Chat;
using Switchyard.ToolCalls;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>What the chunks or the one object of an answer have in common.</summary>
internal sealed record ChatAnswer
{
    public required string Id { get; init; }

    public required string Model { get; init; }

    public required long Created { get; init; }

    /// <summary>Gets how the model writes tool calls, null where none are looked for.</summary>
    public required ToolCallSyntax? Tools { get; init; }

    /// <summary>Gets the names of the tools that may be called.</summary>
    public required IReadOnlySet<string> ToolNames { get; init; }

    /// <summary>Gets what calls begin with where the answer is either calls or an output format; otherwise empty.</summary>
    public required IReadOnlyList<string> CallPrefixes { get; init; }

    /// <summary>Gets whether the answer begins inside the reasoning, null where the model does not reason.</summary>
    public required bool? BeginsInReasoning { get; init; }

    /// <summary>Gets whether log probabilities are told.</summary>
    public required bool TellsLogProbs { get; init; }

    /// <summary>Makes the parser of one choice.</summary>
    public ChatOutputParser CreateParser() => new(
        Tools is { } syntax ? new ToolCallParser(syntax, ToolNames, CallPrefixes) : null,
        BeginsInReasoning is { } isInside ? new ReasoningParser(isInside) : null);

    public static ToolCall ToToolCall(ParsedToolCall call, int? index) => new()
    {
        Index = index,
        Id = $"call_{Guid.NewGuid():N}",
        Type = "function",
        Function = new FunctionCall { Name = call.Name, Arguments = call.Arguments },
    };
}
