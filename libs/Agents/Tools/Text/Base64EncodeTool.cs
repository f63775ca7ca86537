using System.Text;

namespace Switchyard.Agents.Tools.Text;

/// <summary>Encodes a text's UTF-8 bytes as Base64.</summary>
public sealed class Base64EncodeTool : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "base64_encode",
        Description = "Encode text as Base64.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it to write a text in Base64.",
        Parameters = [new("text", ToolParameterKind.Text, "The text to encode.") { MaxLength = 100_000 }],
        Tags = ["base64", "encode", "encoding"],
        Examples = ["Base64 of \"abc\"?", "Encode \"abc\" in Base64.", "What is \"abc\" in Base64?"],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new(ToolResult.Success(Convert.ToBase64String(Encoding.UTF8.GetBytes(arguments.GetText("text")))));
    }
}
