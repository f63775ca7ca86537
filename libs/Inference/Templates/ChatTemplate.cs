using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;
using Switchyard.Inference.Templates.Syntax;

namespace Switchyard.Inference.Templates;

/// <summary>A parsed chat template: Jinja as far as models' templates use it, with the environment of Hugging Face's libraries.</summary>
/// <remarks>
/// Immutable after parsing and safe for concurrent use. It differs from Jinja2 on purpose in these: what is not served is refused when the
/// template is parsed, even in a branch that never runs; filters that are lazy there do their work at once; <c>safe</c> and <c>escape</c> give
/// plain text; lists and mappings may be changed, being this rendering's own; mappings have strings as keys; whole numbers have 64 bits; and
/// values that Python writes with an address, ranges and views cannot be written out.
/// </remarks>
internal sealed class ChatTemplate
{
    private const int MaxLength = 1_000_000;

    private readonly IReadOnlyList<Statement> _body;

    private ChatTemplate(IReadOnlyList<Statement> body) => _body = body;

    /// <summary>Parses <paramref name="source"/>.</summary>
    /// <exception cref="TemplateException">The template is broken or uses something that is not served.</exception>
    public static ChatTemplate Parse(string source) => source.Length <= MaxLength
        ? new ChatTemplate(TemplateParser.Parse(source))
        : throw TemplateErrors.Syntax(1, $"the template has {source.Length} characters; at most {MaxLength} are served");

    /// <summary>Renders the template.</summary>
    /// <exception cref="TemplateException">The template refuses the conversation, uses something that is not served or takes too much.</exception>
    public string Render(TemplateMap variables, TimeProvider clock, TemplateLimits limits)
    {
        var scope = new Scope(null);
        foreach (var (name, value) in variables)
        {
            scope.Set(name, value);
        }

        var context = new RenderContext(limits, clock);
        var output = new BoundedText(context);
        try
        {
            new StatementRunner(context).Run(_body, scope, output);
        }
        catch (TemplateException exception) when (!exception.IsRefusal)
        {
            throw TemplateErrors.AtLine(exception, context.Line);
        }

        return output.ToString();
    }
}
