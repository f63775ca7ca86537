using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Templates.Syntax;

/// <summary>A place in a template's source, with its line. Line ends are newlines, and the last newline of the template goes.</summary>
internal sealed class SourceCursor(string template)
{
    public string Source { get; } = Normalize(template);

    public int Position { get; private set; }

    public int Line { get; private set; } = 1;

    public bool IsAtEnd => Position >= Source.Length;

    public char Current => Source[Position];

    /// <summary>Gets whether a line begins here.</summary>
    public bool IsAtLineStart => Position == 0 || Source[Position - 1] == '\n';

    public char Peek(int offset) => Position + offset < Source.Length ? Source[Position + offset] : '\0';

    public bool Continues(string text) => string.CompareOrdinal(Source, Position, text, 0, text.Length) == 0;

    public void MoveTo(int position)
    {
        Line += Source.AsSpan(Position, position - Position).Count('\n');
        Position = position;
    }

    public bool TryTake(string text)
    {
        if (!Continues(text))
        {
            return false;
        }

        MoveTo(Position + text.Length);
        return true;
    }

    public void SkipBlanks()
    {
        while (!IsAtEnd && PythonText.IsSpace(Current))
        {
            MoveTo(Position + 1);
        }
    }

    public TemplateException Fail(string problem) => TemplateErrors.Syntax(Line, problem);

    private static string Normalize(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return text.EndsWith('\n') ? text[..^1] : text;
    }
}
