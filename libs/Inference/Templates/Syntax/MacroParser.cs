namespace Switchyard.Inference.Templates.Syntax;

/// <summary>Parses macros and the bodies of call blocks.</summary>
internal sealed class MacroParser(TokenReader reader, NameBook names, ExpressionParser expressions)
{
    /// <summary>Parses a macro after its name.</summary>
    public MacroDefinition Parse(string name, Func<IReadOnlyList<Statement>> parseBody) => ParseBody(name, ParseParameters(), parseBody);

    public MacroDefinition ParseBody(string name, IReadOnlyList<(string Name, Expression? Default)> parameters, Func<IReadOnlyList<Statement>> parseBody)
    {
        names.BeginMacro();
        var body = parseBody();
        var read = names.EndMacro();
        return new MacroDefinition(name, parameters, body, IsRead("varargs"), IsRead("kwargs"), IsRead("caller"));

        bool IsRead(string special) => read.Contains(special) && !parameters.Any(parameter => parameter.Name == special);
    }

    public IReadOnlyList<(string Name, Expression? Default)> ParseParameters()
    {
        var parameters = new List<(string Name, Expression? Default)>();
        var given = new HashSet<string>(StringComparer.Ordinal);
        reader.Expect(TokenKind.Operator, "(");
        while (!reader.TryTakeOperator(")"))
        {
            if (parameters.Count > 0)
            {
                reader.Expect(TokenKind.Operator, ",");
            }

            parameters.Add(ParseParameter(given, needsDefault: parameters.Count > 0 && parameters[^1].Default is not null));
        }

        return parameters;
    }

    private (string Name, Expression? Default) ParseParameter(HashSet<string> given, bool needsDefault)
    {
        var name = reader.ExpectName();
        if (!given.Add(name))
        {
            throw reader.Fail($"the parameter '{name}' is given twice");
        }

        names.Give(name);
        var value = reader.TryTakeOperator("=") ? expressions.Parse() : null;
        return value is null && needsDefault
            ? throw reader.Fail($"the parameter '{name}' has no default but stands after one that has")
            : (name, value);
    }
}
