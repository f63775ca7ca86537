using System.Text;

namespace Switchyard.Inference.Tests.Templates.Fuzzing;

/// <summary>
/// Writes random templates over <see cref="Context"/> from a seed. The grammar is that of what two implementations have in common, or
/// all of Jinja's as far as it is served, with values of the wrong type here and there.
/// </summary>
internal sealed class TemplateGenerator
{
    /// <summary>What the templates' names stand for.</summary>
    public const string Context = """
        {"s": "Hello World", "t": "  padded text \n", "w": "one two  three", "u": "naïve ☃ 😀 żółw", "e": "", "n": 3, "z": 0, "big": 1234567, "f": 2.5,
         "neg": -7, "yes": true, "no": false, "nil": null, "xs": [3, 1, 2, 10], "ws": ["b", "A", "c", "a"], "mixed": [1, "a", null, true, 2.5], "nothing": [],
         "m": {"k": "v", "n": 1, "items": "own", "nested": {"a": [1, 2], "b": "x"}}, "words": {"b": "2", "a": "1", "C": "3"}, "q": "it's \"quoted\" <b>&amp;\n",
         "users": [{"name": "Bo", "age": 5, "tags": ["x", "y"]}, {"name": "cy", "age": 7}, {"name": "Al", "age": 5, "admin": true}]}
        """;

    private readonly Random _random;
    private readonly ExpressionGenerator _expressions;
    private readonly bool _isCommon;
    private int _names;

    public TemplateGenerator(int seed, bool isCommon)
    {
        _random = new Random(seed);
        _isCommon = isCommon;
        _expressions = isCommon ? new CommonExpressionGenerator(_random) : new FullExpressionGenerator(_random);
    }

    public string Next()
    {
        var output = new StringBuilder();
        for (var parts = _random.Next(1, 4); parts > 0; parts--)
        {
            WriteStatement(output, 2, isInLoop: false);
        }

        return output.ToString();
    }

    /// <summary>Writes a template that is one expression.</summary>
    public string NextExpression() => "{{ " + _expressions.Output(isInLoop: false) + " }}";

    private void WriteBody(StringBuilder output, int depth, bool isInLoop)
    {
        for (var parts = _random.Next(1, 3); parts > 0; parts--)
        {
            WriteStatement(output, depth, isInLoop);
        }
    }

    private void WriteStatement(StringBuilder output, int depth, bool isInLoop)
    {
        switch (_random.Next(depth > 0 ? 14 : 4))
        {
            case < 3:
                output.Append(Open("{{")).Append(_expressions.Output(isInLoop)).Append(Close("}}"));
                break;
            case 3:
                WriteText(output);
                break;
            case 4 or 5:
                WriteIf(output, depth - 1, isInLoop);
                break;
            case 6 or 7 or 8:
                WriteFor(output, depth - 1);
                break;
            case 9:
                WriteSet(output, depth - 1, isInLoop);
                break;
            case 10:
                WriteMacro(output, depth - 1);
                break;
            case 11:
                output.Append(Open("{%")).Append("filter ").Append(_random.Pick("upper", "lower", "trim", "replace('a', 'b')", "indent(2)")).Append(Close("%}"));
                WriteBody(output, depth - 1, isInLoop);
                output.Append(Open("{%")).Append("endfilter").Append(Close("%}"));
                break;
            case 12:
                output.Append(_random.Pick("{# note #}", "{#- note -#}", " {# note #}\n"));
                break;
            default:
                WriteAccumulator(output);
                break;
        }
    }

    private void WriteText(StringBuilder output) => output.Append(_random.Pick("text", "  two words\n", "\n\n", "a{b}c", "- x: ", "é ☃\n", "\t", "%", "line\n  "));

    private void WriteIf(StringBuilder output, int depth, bool isInLoop)
    {
        Tag(output, $"if {_expressions.Condition(isInLoop)}");
        WriteBody(output, depth, isInLoop);
        if (_random.Next(3) == 0)
        {
            Tag(output, $"elif {_expressions.Condition(isInLoop)}");
            WriteBody(output, depth, isInLoop);
        }

        if (_random.Next(2) == 0)
        {
            Tag(output, "else");
            WriteBody(output, depth, isInLoop);
        }

        Tag(output, "endif");
    }

    // A turn is left before it has written anything: the other implementation loses what a turn that is left has written.
    private void WriteFor(StringBuilder output, int depth)
    {
        Tag(output, _random.Pick(
            $"for item in {_expressions.Items()}",
            $"for item in {_expressions.Items()}",
            $"for item in {_expressions.Items()} if {_expressions.ItemCondition()}",
            "for item, value in words.items()",
            "for item, value in words|dictsort"));
        if (_random.Next(4) == 0)
        {
            output.Append($"{{%- if {_random.Pick("loop.first", "loop.index == 2", "loop.last", "loop.index0 > 1")} -%}}{{%- {_random.Pick("continue", "break")} -%}}{{%- endif -%}}");
        }

        WriteBody(output, depth, isInLoop: true);
        if (!_isCommon && _random.Next(4) == 0)
        {
            Tag(output, "else");
            WriteBody(output, depth, isInLoop: false);
        }

        Tag(output, "endfor");
    }

    private void WriteSet(StringBuilder output, int depth, bool isInLoop)
    {
        var name = $"v{_names++}";
        if (_random.Next(3) == 0)
        {
            Tag(output, $"set {name}");
            WriteBody(output, depth, isInLoop);
            Tag(output, "endset");
        }
        else
        {
            Tag(output, $"set {name} = {_expressions.Text(isInLoop)}");
        }

        output.Append("{{ ").Append(name).Append(" }}");
    }

    private void WriteMacro(StringBuilder output, int depth)
    {
        var name = $"f{_names++}";
        Tag(output, $"macro {name}(a, b='-', c=3)");
        output.Append("[{{ a }}{{ b }}{{ c }}]");
        var isCalledWithBody = _random.Next(3) == 0;
        output.Append(isCalledWithBody || _random.Next(4) == 0 ? "{{ caller() if caller }}" : string.Empty);
        Tag(output, "endmacro");
        if (isCalledWithBody)
        {
            Tag(output, $"call {name}({_expressions.Text(false)})");
            WriteBody(output, depth, isInLoop: false);
            Tag(output, "endcall");
        }
        else
        {
            output.Append("{{ ").Append(name).Append('(').Append(_expressions.Text(false)).Append(_random.Pick(string.Empty, ", 'B'", ", c=9", ", b=s, c=n", ", 'x', 4")).Append(") }}");
        }
    }

    private void WriteAccumulator(StringBuilder output)
    {
        var name = $"ns{_names++}";
        Tag(output, $"set {name} = namespace(sum=0, text='')");
        Tag(output, $"for item in {_expressions.Items()}");
        Tag(output, $"set {name}.sum = {name}.sum + loop.index");
        Tag(output, $"set {name}.text = {name}.text ~ item");
        Tag(output, "endfor");
        output.Append("{{ ").Append(name).Append(".text }}{{ ").Append(name).Append(".sum }}");
    }

    private void Tag(StringBuilder output, string content) => output.Append(Open("{%")).Append(content).Append(Close("%}"));

    private string Open(string open) => (_random.Next(6) == 0 ? "  " : string.Empty) + open + (_random.Next(5) == 0 ? "- " : " ");

    private string Close(string close) => (_random.Next(5) == 0 ? " -" : " ") + close + (_random.Next(5) == 0 ? "\n" : string.Empty);
}
