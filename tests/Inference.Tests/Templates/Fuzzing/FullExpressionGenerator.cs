namespace Switchyard.Inference.Tests.Templates.Fuzzing;

/// <summary>Expressions over everything that is served, well typed as a rule and not always.</summary>
internal sealed class FullExpressionGenerator(Random random) : ExpressionGenerator
{
    private static readonly string[] s_values =
    [
        "s", "t", "w", "u", "e", "q", "n", "z", "big", "f", "neg", "yes", "no", "nil", "xs", "ws", "mixed", "nothing", "m", "words", "users", "missing", "m.nested", "users[0]",
        "0", "1", "-3", "2.5", "1e3", "'lit'", "'a\\tb'", "true", "none", "[1, 'b']", "(1, 2)", "('x',)", "{'a': 1, 'b': [2.0]}", "()", "[]", "range(3)",
    ];

    private static readonly string[] s_filters =
    [
        "abs", "batch(2)", "batch(3, '-')", "capitalize", "default('d')", "default('d', true)", "d", "dictsort", "dictsort(by='value')", "dictsort(true)", "dictsort(reverse=true)",
        "first", "float", "float(1.5)", "indent", "indent(2, blank=true)", "indent('> ', true)", "int", "int(7)", "int(base=16)", "items", "join", "join(', ')",
        "join('-', attribute='name')", "last", "length", "count", "list", "lower", "map('upper')", "map(attribute='name')", "map(attribute='age', default=0)", "map('string')",
        "map('length')", "max", "min", "max(attribute='age')", "min(case_sensitive=true)", "reject('odd')", "reject", "rejectattr('admin')", "rejectattr('age', 'gt', 5)",
        "replace('o', 0)", "replace('l', 'L', 1)", "reverse", "round", "round(1)", "round(2, 'floor')", "round(method='ceil')", "select('string')", "select", "select('gt', 1)",
        "select('in', [1, 'a'])", "selectattr('age', 'eq', 5)", "selectattr('tags', 'defined')", "selectattr('name', '==', 'Bo')", "slice(2)", "slice(3, 'x')", "sort", "sort(reverse=true)",
        "sort(attribute='age')", "sort(attribute='age,name')", "sort(case_sensitive=true)", "string", "sum", "sum(attribute='age')", "sum(start=10)", "title", "tojson", "tojson(indent=2)",
        "tojson(true)", "tojson(sort_keys=true, indent=1)", "tojson(separators=(',', ':'))", "tojson(indent='\\t')", "trim", "trim('Hd ')", "truncate(5)", "truncate(5, true, '', 0)",
        "truncate(8, leeway=0)", "unique", "unique(true)", "unique(attribute='age')", "upper", "urlencode", "wordcount", "list", "list", "list",
    ];

    private static readonly string[] s_tests =
    [
        "boolean", "callable", "defined", "divisibleby(2)", "divisibleby 3", "eq(1)", "ne('a')", "lt 3", "le(2.5)", "gt(1)", "ge 3", "equalto('lit')", "even", "odd", "false", "true", "float",
        "in [1, 'lit']", "in 'lit'", "integer", "iterable", "lower", "mapping", "none", "number", "sameas(none)", "sameas true", "sequence", "string", "undefined", "upper",
    ];

    private static readonly string[] s_methods =
    [
        "capitalize()", "count('o')", "count('l', 3)", "endswith('d')", "endswith(('x', 'd'))", "find('o')", "find('o', 5)", "rfind('o')", "index('W')", "isalnum()", "isalpha()", "isdigit()", "islower()",
        "isspace()", "istitle()", "isupper()", "join(['a', 'b'])", "join(ws)", "ljust(12, '.')", "rjust(14)", "center(15, '*')", "zfill(13)", "lower()", "lstrip()", "lstrip(' pH')", "partition(' ')",
        "rpartition('o')", "removeprefix('He')", "removesuffix('ld')", "replace('l', 'LL', 2)", "replace('', '-')", "rsplit(' ', 1)", "rsplit()", "rstrip('\\n d')", "split()", "split('o')", "split(' ', 1)",
        "split(maxsplit=1)", "splitlines()", "splitlines(true)", "startswith('H')", "startswith('W', 6)", "strip()", "strip('Hd')", "swapcase()", "title()", "upper()", "format(1, 'x')",
    ];

    private static readonly string[] s_mapMethods = ["get('k')", "get('zz', 'd')", "get('zz')", "items() | list", "keys() | list", "values() | list", "items()", "keys() | length", "copy()", "k", "nested.a[0]"];

    private static readonly string[] s_listMethods = ["count(1)", "index(1)", "count('a')", "copy()", "0", "1"];

    public override string Output(bool isInLoop) => Value(isInLoop, 3);

    public override string Text(bool isInLoop) => Value(isInLoop, 2);

    public override string Condition(bool isInLoop) => Value(isInLoop, 2, "(" + Value(isInLoop, 1) + " if yes)");

    public override string Items() => random.Pick("xs", "ws", "mixed", "words", "users", "nothing", "range(3)", "w", "(xs | sort)", "users | map(attribute='name')", "xs[::-1]", "missing", "u", Value(false, 2, "xs"));

    public override string ItemCondition() => random.Pick("item", "item is string", "item != 'a'", "item is number", "item == 1 or true", "loop is not defined", $"{Value(false, 1)}");

    // `instead` replaces an expression that would not be read as one whole in its place.
    private string Value(bool isInLoop, int depth, string? instead = null)
    {
        if (depth == 0 || random.Next(5) == 0)
        {
            return isInLoop && random.Next(3) == 0 ? random.Pick("item", "loop.index", "loop.first", "loop.last", "loop.previtem", "loop.cycle('a', 'b')", "loop.changed(item)", "loop.depth") : random.Pick<string>(s_values);
        }

        return random.Next(13) switch
        {
            0 or 1 or 2 => $"({Value(isInLoop, depth - 1)} | {random.Pick<string>(s_filters)})",
            3 => $"({Value(isInLoop, depth - 1)} | {random.Pick<string>(s_filters)} | {random.Pick<string>(s_filters)})",
            4 => $"({Value(isInLoop, depth - 1)} {random.Pick("is", "is not")} {random.Pick<string>(s_tests)})",
            5 => $"({Value(isInLoop, depth - 1)} {random.Pick("+", "-", "*", "/", "//", "%", "**", "~", "~")} {Value(isInLoop, depth - 1)})",
            6 => $"({Value(isInLoop, depth - 1)} {random.Pick("==", "!=", "<", ">", "<=", ">=", "in", "not in")} {Value(isInLoop, depth - 1)})",
            7 => $"({random.Pick("s", "t", "w", "u", "e", "q", "'Hello'", "'%s-%s'", "'{} {}'", Value(isInLoop, 1))}).{random.Pick<string>(s_methods)}",
            8 => random.Next(2) == 0 ? $"(m).{random.Pick<string>(s_mapMethods)}" : $"({random.Pick("xs", "mixed", "(1, 1)", "ws")}).{random.Pick<string>(s_listMethods)}",
            9 => $"({Value(isInLoop, depth - 1)})[{random.Pick("0", "-1", "1:", ":2", "::-1", "-3:-1", "5", "'k'", "'name'", "::2", "none:2", "n")}]",
            10 => instead ?? $"{Value(isInLoop, depth - 1)} {random.Pick("and", "or")} {random.Pick(string.Empty, "not ")}{Value(isInLoop, depth - 1)}",
            11 => instead ?? $"{Value(isInLoop, depth - 1)} if {Value(isInLoop, 1, "yes")} else {Value(isInLoop, depth - 1)}",
            _ => $"[{Value(isInLoop, depth - 1)}, {Value(isInLoop, depth - 1)}]",
        };
    }
}
