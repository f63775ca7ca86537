namespace Switchyard.Inference.Constraints;

/// <summary>How a model writes tool calls: <c>{"name": …, "arguments": {…}}</c> between two marks.</summary>
/// <param name="Begin">The text before a call.</param>
/// <param name="End">The text after a call.</param>
/// <param name="Separator">The text between two calls.</param>
/// <param name="ArgumentsKey">The key of the arguments.</param>
public sealed record ToolCallFormat(string Begin, string End, string Separator, string ArgumentsKey)
{
    /// <summary>Gets the format of Hermes, Qwen and the embedded model.</summary>
    public static ToolCallFormat Hermes { get; } = new("<tool_call>\n", "\n</tool_call>", "\n", "arguments");
}
