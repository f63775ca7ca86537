using System.Text;

namespace Switchyard.Agents.Tools.Text;

/// <summary>Writes a text in another case.</summary>
public sealed class ChangeCaseTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "change_case",
        Description = "Change the case of a text.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it for upper, lower or title case, and for names such as snake_case and camelCase.",
        Parameters =
        [
            new("text", ToolParameterKind.Text, "The text to change.") { MaxLength = TextLimits.MaxLength },
            new("case", ToolParameterKind.Text, "The case wanted.") { AllowedValues = ["upper", "lower", "title", "sentence", "snake", "kebab", "camel", "pascal"], MaxLength = 20 },
        ],
        Tags = ["uppercase", "lowercase", "upper", "lower", "title", "capitalize", "capitals", "camelcase", "snake", "kebab"],
        Examples = ["Write \"hello world\" in upper case", "Capitalize \"the great gatsby\"", "Make camelCase of \"max tool count\""],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var text = arguments.GetText("text");
        return ToolResult.Success(arguments.GetText("case").ToLowerInvariant() switch
        {
            "upper" => text.ToUpperInvariant(),
            "lower" => text.ToLowerInvariant(),
            "title" => Capitalize(text, everyWord: true),
            "sentence" => Capitalize(text, everyWord: false),
            "snake" => string.Join('_', Words(text)),
            "kebab" => string.Join('-', Words(text)),
            "camel" => Join(Words(text), firstIsLower: true),
            _ => Join(Words(text), firstIsLower: false),
        });
    }

    private static string Capitalize(string text, bool everyWord)
    {
        var result = new StringBuilder(text.Length);
        var begins = true;
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                result.Append(begins ? char.ToUpperInvariant(character) : char.ToLowerInvariant(character));
                begins = false;
                continue;
            }

            result.Append(character);
            begins |= everyWord ? character != '\'' : character is '.' or '!' or '?';
        }

        return result.ToString();
    }

    private static string Join(List<string> words, bool firstIsLower) =>
        string.Concat(words.Select((word, index) => index == 0 && firstIsLower ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The words in lower case; they end at anything but a letter or digit, and where a capital follows a small letter.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            var isPart = char.IsLetterOrDigit(text[index]);
            if (word.Length > 0 && (!isPart || (char.IsUpper(text[index]) && char.IsLower(text[index - 1]))))
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (isPart)
            {
                word.Append(char.ToLowerInvariant(text[index]));
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
