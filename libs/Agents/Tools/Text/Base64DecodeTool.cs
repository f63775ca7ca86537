using System.Text;

namespace Switchyard.Agents.Tools.Text;

/// <summary>Decodes Base64 that holds text in UTF-8.</summary>
public sealed class Base64DecodeTool : ComputedTool
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "base64_decode",
        Description = "Decode Base64 to text.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it to read a Base64 text.",
        Parameters = [new("text", ToolParameterKind.Text, "The Base64 text; the URL-safe alphabet and missing padding are taken too.") { MaxLength = 150_000 }],
        Tags = ["base64", "decode", "decoding"],
        Examples = ["Decode the Base64 text YWJj", "Read the Base64 text YWJj"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var text = arguments.GetText("text").Trim().Replace('-', '+').Replace('_', '/').TrimEnd('=');
        try
        {
            return ToolResult.Success(s_strict.GetString(Convert.FromBase64String(text + new string('=', (4 - (text.Length % 4)) % 4))));
        }
        catch (FormatException)
        {
            return ToolResult.Failure("this is not Base64");
        }
        catch (DecoderFallbackException)
        {
            return ToolResult.Failure("the bytes are not text in UTF-8");
        }
    }
}
