namespace Switchyard.Inference.Templates;

/// <summary>Parses a template into statements. A tag that is not known is an error: leaving it out would change the prompt in silence.</summary>
internal sealed class TemplateParser
{
    private readonly TokenReader _reader;
    private readonly ExpressionParser _expressions;

    private TemplateParser(TokenReader reader)
    {
        _reader = reader;
        _expressions = new ExpressionParser(reader);
    }

    public static IReadOnlyList<Statement> Parse(string template)
    {
        var reader = new TokenReader(new Lexer(template).Read());
        var body = new TemplateParser(reader).ParseBody();
        return reader.Current.Kind == TokenKind.End ? body : throw reader.Fail($"'{reader.Next.Text}' does not belong here");
    }

    // Ends before the tag that its caller knows how to read: elif, else, or an end tag.
    private List<Statement> ParseBody()
    {
        var body = new List<Statement>();
        while (_reader.Current.Kind != TokenKind.End)
        {
            var line = _reader.Current.Line;
            switch (_reader.Current.Kind)
            {
                case TokenKind.Text:
                    body.Add(new Statement.Text(line, _reader.Take().Text));
                    break;
                case TokenKind.OutputStart:
                    _reader.Take();
                    body.Add(new Statement.Output(line, _expressions.ParseTuple()));
                    _reader.Expect(TokenKind.OutputEnd, "}}");
                    break;
                default:
                    if (_reader.Next.Text is "elif" or "else" || _reader.Next.Text.StartsWith("end", StringComparison.Ordinal))
                    {
                        return body;
                    }

                    body.Add(ParseBlock());
                    break;
            }
        }

        return body;
    }

    private Statement ParseBlock()
    {
        _reader.Expect(TokenKind.BlockStart, string.Empty);
        var line = _reader.Current.Line;
        var tag = _reader.ExpectName();
        return tag switch
        {
            "set" => ParseSet(line),
            "if" => ParseIf(line),
            "for" => ParseFor(line),
            "break" or "continue" => ParseLeave(line, tag),
            _ => throw _reader.Fail($"the tag '{tag}' is not served"),
        };
    }

    private Statement.Leave ParseLeave(int line, string tag)
    {
        CloseTag();
        return new Statement.Leave(line, GoesOn: tag == "continue");
    }

    private Statement ParseSet(int line)
    {
        var names = ParseNames();
        var member = names.Count == 1 && _reader.TryTake(TokenKind.Operator, ".") ? _reader.ExpectName() : null;
        if (_reader.TryTake(TokenKind.Operator, "="))
        {
            var value = _expressions.ParseTuple();
            CloseTag();
            return new Statement.Set(line, names, member, value);
        }

        CloseTag();
        var body = ParseBody();
        ReadEnd("endset");
        return new Statement.SetBlock(line, names[0], body);
    }

    private Statement.If ParseIf(int line)
    {
        var branches = new List<(Expression Condition, IReadOnlyList<Statement> Body)> { ParseBranch() };
        while (TryReadTag("elif"))
        {
            branches.Add(ParseBranch());
        }

        var otherwise = ParseElse();
        ReadEnd("endif");
        return new Statement.If(line, branches, otherwise);
    }

    private (Expression Condition, IReadOnlyList<Statement> Body) ParseBranch()
    {
        var condition = _expressions.ParseTuple();
        CloseTag();
        return (condition, ParseBody());
    }

    private Statement.For ParseFor(int line)
    {
        var names = ParseNames();
        _reader.Expect(TokenKind.Name, "in");
        var items = _expressions.ParseOr();
        var condition = _reader.TryTake(TokenKind.Name, "if") ? _expressions.ParseOr() : null;
        CloseTag();
        var body = ParseBody();
        var otherwise = ParseElse();
        ReadEnd("endfor");
        return new Statement.For(line, names, items, condition, body, otherwise);
    }

    private List<Statement> ParseElse()
    {
        if (!TryReadTag("else"))
        {
            return [];
        }

        CloseTag();
        return ParseBody();
    }

    private List<string> ParseNames()
    {
        var names = new List<string> { _reader.ExpectName() };
        while (_reader.TryTake(TokenKind.Operator, ","))
        {
            names.Add(_reader.ExpectName());
        }

        return names;
    }

    private bool TryReadTag(string tag)
    {
        if (_reader.Current.Kind != TokenKind.BlockStart || !_reader.Next.Is(TokenKind.Name, tag))
        {
            return false;
        }

        _reader.Take();
        _reader.Take();
        return true;
    }

    private void ReadEnd(string tag)
    {
        if (!TryReadTag(tag))
        {
            throw _reader.Fail($"'{tag}' is missing");
        }

        CloseTag();
    }

    private void CloseTag() => _reader.Expect(TokenKind.BlockEnd, "%}");
}
