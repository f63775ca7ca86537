using Switchyard.Inference.Scheduling;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>The wire names of finish reasons.</summary>
internal static class FinishReasons
{
    public const string ToolCalls = "tool_calls";

    public static string? ToText(FinishReason? reason) => reason switch
    {
        FinishReason.Stop => "stop",
        FinishReason.Length => "length",
        FinishReason.Cancelled => "cancelled",
        _ => null,
    };
}
