using System.Text;

namespace Switchyard.Inference.Templates;

/// <summary>A parsed chat template: the Jinja subset that models' templates use.</summary>
/// <remarks>Immutable after parsing and safe for concurrent use.</remarks>
internal sealed class ChatTemplate
{
    private readonly IReadOnlyList<Statement> _body;

    private ChatTemplate(IReadOnlyList<Statement> body) => _body = body;

    /// <summary>Parses <paramref name="source"/>.</summary>
    /// <exception cref="TemplateException">The template is broken or uses a tag that is not served.</exception>
    public static ChatTemplate Parse(string source) => new(TemplateParser.Parse(source));

    /// <summary>Renders the template.</summary>
    /// <exception cref="TemplateException">The template refuses the conversation or uses something that is not served.</exception>
    public string Render(TemplateMap variables)
    {
        var scope = new Scope(null);
        foreach (var (name, value) in variables)
        {
            scope.Set(name, value);
        }

        var output = new StringBuilder();
        new StatementRunner(output).Run(_body, scope);
        return output.ToString();
    }
}
