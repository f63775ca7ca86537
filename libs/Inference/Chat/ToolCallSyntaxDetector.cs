using Switchyard.ToolCalls;

namespace Switchyard.Inference.Chat;

/// <summary>Tells how a model writes tool calls.</summary>
internal static class ToolCallSyntaxDetector
{
    /// <summary>Looks for what is peculiar to a syntax in the template, then in the control tokens. Without any it is Hermes', which others imitate.</summary>
    public static ToolCallSyntax Detect(string template, IReadOnlyCollection<string> controlTokens)
    {
        if (template.Contains("<tool_call>", StringComparison.Ordinal))
        {
            return ToolCallSyntax.Hermes;
        }

        return Has("[TOOL_CALLS]") ? (template.Contains("[ARGS]", StringComparison.Ordinal) ? ToolCallSyntax.MistralNamed : ToolCallSyntax.Mistral)
            : Has("<|python_tag|>") ? ToolCallSyntax.Llama
            : Has("tool_code") || Has("<start_of_turn>") ? ToolCallSyntax.ToolCode
            : ToolCallSyntax.Hermes;

        bool Has(string mark) => template.Contains(mark, StringComparison.Ordinal) || controlTokens.Contains(mark);
    }
}
