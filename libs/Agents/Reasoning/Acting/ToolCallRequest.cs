using System.Text.Json;
using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.Reasoning.Acting;

/// <summary>What a tool is called with, as it is journalled.</summary>
/// <param name="CallId">The call's id, unique in the run.</param>
/// <param name="Arguments">The arguments as the model wrote them.</param>
internal sealed record ToolCallRequest(string CallId, JsonElement Arguments)
{
    /// <summary>The request as a person reads it: of a call of which nobody knows, what the tool was called with. Other effects' arguments are whatever their node made of them, and stay.</summary>
    public static PersonRequest Show(PersonRequest request)
    {
        if (request is not { Kind: PersonRequestKind.UncertainEffect, Arguments: { } journalled })
        {
            return request;
        }

        using var document = JsonDocument.Parse(journalled);
        return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("call_id", out _) && root.TryGetProperty("arguments", out var arguments)
            ? request with { Arguments = arguments.GetRawText() }
            : request;
    }
}
