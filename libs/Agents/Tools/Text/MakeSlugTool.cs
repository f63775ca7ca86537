using System.Text;

namespace Switchyard.Agents.Tools.Text;

/// <summary>Makes a name for URLs and files of a title.</summary>
public sealed class MakeSlugTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "make_slug",
        Description = "Make a URL slug of a title.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it for a short name in small letters, digits and hyphens.",
        Parameters = [new("text", ToolParameterKind.Text, "The title.") { MaxLength = 1_000 }],
        Tags = ["slug", "permalink", "title", "hyphens", "slugify"],
        Examples = ["Make a slug of \"Ten Ways to Café\"", "Slugify \"Hello, World\""],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var slug = new StringBuilder();
        foreach (var character in arguments.GetText("text").ToLowerInvariant())
        {
            var letters = LatinLetters.ToAscii(character);
            if (letters.Length > 0)
            {
                slug.Append(letters);
            }
            else if (slug.Length > 0 && slug[^1] != '-' && character is not ('\'' or '’'))
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().TrimEnd('-');
        return text.Length > 0 ? ToolResult.Success(text) : ToolResult.Failure("the title has no letters or digits of the Latin alphabet");
    }
}
