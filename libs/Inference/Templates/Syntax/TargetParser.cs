namespace Switchyard.Inference.Templates.Syntax;

/// <summary>Parses what a set or a loop gives values to.</summary>
internal sealed class TargetParser(TokenReader reader, NameBook names)
{
    private static readonly string[] s_constants = ["true", "false", "none", "True", "False", "None"];

    public AssignmentTarget Parse(bool allowsMembers)
    {
        var first = ParseOne(allowsMembers);
        if (!reader.IsOperator(","))
        {
            return first;
        }

        var items = new List<AssignmentTarget> { first };
        while (reader.TryTakeOperator(",") && !IsEnd())
        {
            items.Add(ParseOne(allowsMembers));
        }

        return new AssignmentTarget.Tuple(items);
    }

    private bool IsEnd() => reader.IsName("in") || reader.IsOperator(")") || reader.Current.Kind == TokenKind.BlockEnd;

    private AssignmentTarget ParseOne(bool allowsMembers)
    {
        if (reader.TryTakeOperator("("))
        {
            reader.Enter();
            var inner = Parse(allowsMembers);
            reader.Leave();
            reader.Expect(TokenKind.Operator, ")");
            return inner;
        }

        var name = reader.ExpectName();
        if (s_constants.Contains(name) || (name == "loop" && !allowsMembers))
        {
            throw reader.Fail($"nothing can be given to '{name}'");
        }

        if (allowsMembers && reader.TryTakeOperator("."))
        {
            var member = reader.ExpectName();
            names.Give(member);
            return new AssignmentTarget.Member(name, member);
        }

        names.Give(name);
        return new AssignmentTarget.Name(name);
    }
}
