namespace Switchyard.Inference.Tests.Templates.Fuzzing;

/// <summary>
/// Expressions that mean the same to Jinja and to @huggingface/jinja, or are refused by one. What is left out because they differ is
/// listed, with the reasons, in <see cref="KnownDifferences"/>.
/// </summary>
internal sealed class CommonExpressionGenerator(Random random) : ExpressionGenerator
{
    public override string Output(bool isInLoop) => random.Next(8) switch
    {
        0 => random.Pick(string.Empty, string.Empty, "-", "- -") + Number(isInLoop, 2),
        1 => random.Pick("xs | tojson", "m | tojson", "users | tojson(indent=2)", "m | tojson(indent=4)", "mixed | tojson", "u | tojson", "q | tojson", "m | tojson(sort_keys=true)", "m | tojson(separators=(',', ':'))", "u | tojson(ensure_ascii=true)"),
        2 => $"{Items()} | join({random.Pick("','", "'-'", "''", "' and '")})",
        3 => $"{Text(isInLoop)} if {Condition(isInLoop)} else {Text(isInLoop)}",
        4 => $"{Text(isInLoop)} if {Condition(isInLoop)}",
        5 when isInLoop => random.Pick("loop.index", "loop.index0", "loop.length", "loop.revindex", "loop.revindex0", "item", "'!' if loop.first", "',' if not loop.last", "'+' if loop.nextitem is defined", "'-' if loop.previtem is undefined"),
        _ => Text(isInLoop),
    };

    public override string Text(bool isInLoop) => Text(isInLoop, 3);

    public override string Condition(bool isInLoop) => Condition(isInLoop, 2);

    public override string Items() => random.Next(9) switch
    {
        0 => "range(" + random.Pick("3", "1, 4", "0, 10, 3", "5, 0, -2", "n", "0") + ")",
        1 => $"{random.Pick("s", "w", "'a,b,,c'")}.split({random.Pick(string.Empty, "','", "'o'", "' '", "' ', 1")})",
        2 => $"({Items()} | {random.Pick("reverse", "list", "sort", "sort(reverse=true)")} | list)",
        3 => $"({Items()} | list)[{random.Pick("1:", ":2", "::2", "::-1", "-2:", ":-1", "1:3", "5:")}]",
        4 => $"(users | map(attribute='{random.Pick("name", "age")}') | list)",
        5 => $"(users | {random.Pick("selectattr('admin')", "rejectattr('admin')", "selectattr('name', 'equalto', 'Bo')", "selectattr('tags', 'defined')")} | map(attribute='name') | list)",
        6 => random.Pick("words.keys()", "words.values()", "words", "m.nested.a"),
        7 => $"[{Text(false, 1)}, {Number(false, 1)}, 'z']",
        _ => random.Pick("xs", "ws", "nothing"),
    };

    public override string ItemCondition() => random.Pick("item is string", "item is number", "item != 'a'", "item == 'b'", "item is not defined", "loop is defined", "item in ['b', 2, 'two']", "yes", "not no");

    private string Text(bool isInLoop, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            return isInLoop && random.Next(4) == 0 ? "(item | string)" : random.Pick("s", "t", "w", "u", "e", "q", "'lit'", "\"d'q\"", "'a\\nb'", "'tab\\t'", "m.k", "m['k']", "m.nested.b", "users[0].name", "users[-1]['name']", "words.a", "'x' 'y'");
        }

        var text = Text(isInLoop, depth - 1);
        return random.Next(10) switch
        {
            0 => $"({text} ~ {random.Pick(Text(isInLoop, depth - 1), Number(isInLoop, depth - 1))})",
            1 => $"({text} + {Text(isInLoop, depth - 1)})",
            2 => $"({text} | {random.Pick("upper", "lower", "trim", "string", "safe", "indent", "indent(2)", "indent(width=3, blank=true)", "replace('o', '0')", "replace('o', '0', 1)", "default('d')", "default('d', true)")})",
            3 => $"({text}).{random.Pick("upper()", "lower()", "strip()", "lstrip()", "rstrip()", "replace('l', '')", "replace('l', 'L', 1)", "split('o')[0]", "split(' ')[-1]", "split()[0]")}",
            4 => $"({text})[{random.Pick("1:", ":3", "::-1", "-3:", "2:5", ":-1", "::2")}]",
            5 => $"(({text} | list) | join('.'))",
            6 => $"({Items()} | {random.Pick("first", "last")} | string)",
            7 => $"({text} if {Condition(isInLoop, depth - 1)} else {Text(isInLoop, depth - 1)})",
            8 => $"({random.Pick("missing", "m.missing", "xs[9]")} | default({text}))",
            _ => $"({text} or {Text(isInLoop, depth - 1)})",
        };
    }

    private string Number(bool isInLoop, int depth)
    {
        if (depth == 0 || random.Next(3) == 0)
        {
            return isInLoop && random.Next(3) == 0 ? "loop.index" : random.Pick("n", "z", "big", "0", "1", "42", "xs[1]", "xs[-1]", "m.n", "users[1].age");
        }

        return random.Next(7) switch
        {
            0 => $"({Number(isInLoop, depth - 1)} {random.Pick("+", "*")} {Number(isInLoop, depth - 1)})",
            1 => $"({Number(isInLoop, depth - 1)} {random.Pick("//", "%")} {random.Pick("3", "7", "10")})",
            2 => $"({Items()} | length)",
            3 => $"('{random.Next(100)}' | int)",
            4 => $"({Number(isInLoop, depth - 1)} | {random.Pick("abs", "int")})",
            5 => $"({Number(isInLoop, depth - 1)} - {random.Pick("z", "0")})",
            _ => $"{random.Pick("2", "3")} ** {random.Pick("2", "3", "2 ** 2")}",
        };
    }

    private string Condition(bool isInLoop, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            return isInLoop && random.Next(3) == 0 ? random.Pick("loop.first", "loop.last", "item") : random.Pick("yes", "no", "nil", "xs", "nothing", "s", "e", "n", "z", "missing", "m.k", "true", "false");
        }

        return random.Next(10) switch
        {
            0 => $"not {Condition(isInLoop, depth - 1)}",
            1 => $"{Condition(isInLoop, depth - 1)} and {Condition(isInLoop, depth - 1)}",
            2 => $"({Condition(isInLoop, depth - 1)} or {Condition(isInLoop, depth - 1)})",
            3 => $"{Number(isInLoop, 1)} {random.Pick("<", ">", "<=", ">=", "==", "!=")} {Number(isInLoop, 1)}",
            4 => $"{Text(isInLoop, 1)} {random.Pick("==", "!=")} {Text(isInLoop, 1)}",
            5 => $"{random.Pick("'a'", "s", "2", "'Bo'", "'k'")} {random.Pick("in", "not in")} {random.Pick("xs", "ws", "words", "[1, 'a', 2]")}",
            6 => $"{random.Pick("'o'", "e", "'lo W'")} {random.Pick("in", "not in")} {Text(isInLoop, 1)}",
            7 => $"{random.Pick("s", "xs", "m", "n", "missing", "nil", "f")} {random.Pick("is", "is not")} {random.Pick("defined", "undefined", "none", "string", "mapping", "boolean", "integer", "true")}",
            8 => $"{Number(isInLoop, 1)} is {random.Pick("odd", "even")}",
            _ => $"({Text(isInLoop, 1)}).{random.Pick("startswith", "endswith")}({random.Pick("'H'", "'d'", "('a', 'H')", "e")})",
        };
    }
}
