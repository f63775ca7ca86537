using Switchyard.ToolCalls;

namespace Switchyard.Inference.Constraints;

/// <summary>How a model writes tool calls, for a grammar. A text is calls where it has the mark or, for some models, begins as a call does.</summary>
/// <param name="Mark">What tells calls from other text.</param>
/// <param name="Begin">The text between the mark and the first call.</param>
/// <param name="Separator">The text between two calls.</param>
/// <param name="End">The text after the last call.</param>
/// <param name="Style">How one call is written.</param>
public sealed record ToolCallFormat(string Mark, string Begin, string Separator, string End, ToolCallStyle Style)
{
    /// <summary>Gets the format of Hermes, Qwen and the embedded model.</summary>
    public static ToolCallFormat Hermes { get; } = new("<tool_call>", "\n", "\n</tool_call>\n<tool_call>\n", "\n</tool_call>", ToolCallStyle.Arguments);

    /// <summary>Gets the character with which a text begins that may be a call without its mark; null where there are no such calls.</summary>
    public char? Bare { get; init; }

    /// <summary>Gets whether calls that are the whole text have no mark.</summary>
    public bool OmitsMark { get; init; }

    /// <summary>Gets the format of a syntax that models' templates have; the others are written only by models told to, and stand for Hermes'.</summary>
    public static ToolCallFormat Of(ToolCallSyntax syntax) => syntax switch
    {
        ToolCallSyntax.Llama => new("<|python_tag|>", string.Empty, "; ", string.Empty, ToolCallStyle.Parameters) { Bare = '{', OmitsMark = true },
        ToolCallSyntax.Mistral => new("[TOOL_CALLS]", " [", ", ", "]", ToolCallStyle.Arguments) { Bare = '[' },
        ToolCallSyntax.MistralNamed => new("[TOOL_CALLS]", string.Empty, "[TOOL_CALLS]", string.Empty, ToolCallStyle.NamedArguments) { Bare = '[' },
        ToolCallSyntax.ToolCode => new("```tool_code", "\n", "\n", "\n```", ToolCallStyle.Keywords),
        _ => Hermes,
    };

    /// <summary>Gets what a text that is nothing but calls of <paramref name="tools"/> begins with, where another text must not look like it.</summary>
    public IReadOnlyList<string> GetPrefixes(IReadOnlyList<ToolFunction> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return OmitsMark ? [.. tools.Select(GetHead)] : [Mark];
    }

    /// <summary>Gets the text of a call up to its arguments, in one fixed way.</summary>
    internal string GetHead(ToolFunction tool) => Style switch
    {
        ToolCallStyle.Arguments => GetJsonHead(tool, "arguments"),
        ToolCallStyle.Parameters => GetJsonHead(tool, "parameters"),
        ToolCallStyle.NamedArguments => $"{tool.Name}[ARGS]",
        _ => $"{tool.Name}(",
    };

    private static string GetJsonHead(ToolFunction tool, string key) => $"{{\"name\": {Automata.JsonText.Quote(tool.Name)}, \"{key}\": ";
}
