using Switchyard.Inference.Templates.Builtins;

namespace Switchyard.Inference.Templates.Syntax;

/// <summary>Parses a template into statements. A tag that is not known is an error: leaving it out would change the prompt in silence.</summary>
internal sealed class TemplateParser
{
    private readonly TokenReader _reader;
    private readonly NameBook _names = new();
    private readonly ExpressionParser _expressions;
    private readonly TargetParser _targets;
    private readonly MacroParser _macros;
    private int _loopDepth;

    private TemplateParser(TokenReader reader)
    {
        _reader = reader;
        _expressions = new ExpressionParser(reader, _names);
        _targets = new TargetParser(reader, _names);
        _macros = new MacroParser(reader, _names, _expressions);
    }

    public static IReadOnlyList<Statement> Parse(string template)
    {
        var reader = new TokenReader(Lexer.Read(template));
        var parser = new TemplateParser(reader);
        var body = parser.ParseBody();
        parser._names.CheckCalls(Functions.IsKnown);
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
        _reader.Enter();
        _reader.Take();
        var line = _reader.Current.Line;
        var tag = _reader.ExpectName();
        Statement statement = tag switch
        {
            "set" => ParseSet(line),
            "if" => ParseIf(line),
            "for" => ParseFor(line),
            "break" or "continue" => ParseLeave(line, tag),
            "macro" => ParseMacro(line),
            "call" => ParseCall(line),
            "filter" => ParseFilter(line),
            "with" => ParseWith(line),
            "generation" => new Statement.With(line, [], ParseOutsideLoop("endgeneration")),
            _ => throw _reader.Fail($"the tag '{tag}' is not served"),
        };
        _reader.Leave();
        return statement;
    }

    private Statement.Leave ParseLeave(int line, string tag)
    {
        if (_loopDepth == 0)
        {
            throw _reader.Fail($"'{tag}' stands outside of a loop");
        }

        CloseTag();
        return new Statement.Leave(line, GoesOn: tag == "continue");
    }

    private Statement ParseSet(int line)
    {
        var target = _targets.Parse(allowsMembers: true);
        if (_reader.TryTakeOperator("="))
        {
            var value = _expressions.ParseTuple();
            CloseTag();
            return new Statement.Set(line, target, value);
        }

        var filter = ParseBlockFilters(_reader.TryTakeOperator("|"));
        CloseTag();
        var body = ParseBody();
        ReadEnd("endset");
        return new Statement.SetBlock(line, target, filter, body);
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
        var condition = _expressions.ParseTupleWithoutIf();
        CloseTag();
        return (condition, ParseBody());
    }

    private Statement.For ParseFor(int line)
    {
        var target = _targets.Parse(allowsMembers: false);
        _reader.Expect(TokenKind.Name, "in");
        var items = _expressions.ParseTupleWithoutIf();
        var condition = _reader.TryTakeName("if") ? _expressions.Parse() : null;
        var isRecursive = _reader.TryTakeName("recursive");
        CloseTag();
        _loopDepth++;
        var body = ParseBody();
        _loopDepth--;
        var otherwise = ParseElse();
        ReadEnd("endfor");
        return new Statement.For(line, target, items, condition, isRecursive, body, otherwise);
    }

    private Statement.Macro ParseMacro(int line)
    {
        var name = _reader.ExpectName();
        _names.Give(name);
        return new Statement.Macro(line, _macros.Parse(name, () => ParseOutsideLoop("endmacro")));
    }

    private Statement.Call ParseCall(int line)
    {
        var parameters = _reader.IsOperator("(") ? _macros.ParseParameters() : [];
        var target = _expressions.Parse() as Expression.Call ?? throw _reader.Fail("a call is expected in the tag 'call'");
        return new Statement.Call(line, target, _macros.ParseBody("caller", parameters, () => ParseOutsideLoop("endcall")));
    }

    private Statement.FilterBlock ParseFilter(int line)
    {
        var filter = ParseBlockFilters(isFiltered: true);
        CloseTag();
        var body = ParseBody();
        ReadEnd("endfilter");
        return new Statement.FilterBlock(line, filter, body);
    }

    private Statement.With ParseWith(int line)
    {
        var values = new List<(string Name, Expression Value)>();
        while (_reader.Current.Kind != TokenKind.BlockEnd)
        {
            if (values.Count > 0)
            {
                _reader.Expect(TokenKind.Operator, ",");
            }

            var name = _reader.ExpectName();
            _names.Give(name);
            _reader.Expect(TokenKind.Operator, "=");
            values.Add((name, _expressions.Parse()));
        }

        CloseTag();
        var body = ParseBody();
        ReadEnd("endwith");
        return new Statement.With(line, values, body);
    }

    // The filters of a block, applied to the name under which the runner passes what the block wrote.
    private Expression ParseBlockFilters(bool isFiltered)
    {
        Expression filter = new Expression.Name(string.Empty);
        while (isFiltered)
        {
            filter = _expressions.Postfix.ParseFilter(filter);
            isFiltered = _reader.TryTakeOperator("|");
        }

        return filter;
    }

    // The body of what becomes a function: a loop around it is out of reach.
    private List<Statement> ParseOutsideLoop(string end)
    {
        var loopDepth = _loopDepth;
        _loopDepth = 0;
        CloseTag();
        var body = ParseBody();
        ReadEnd(end);
        _loopDepth = loopDepth;
        return body;
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
