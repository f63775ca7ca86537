namespace Switchyard.Inference.Tests.Templates.Fuzzing;

/// <summary>
/// Where @huggingface/jinja answers otherwise than Jinja, for which models' templates are written and with which their training prompts
/// were made. <see cref="CommonExpressionGenerator"/> writes none of these.
/// </summary>
internal static class KnownDifferences
{
    public static IReadOnlyList<KnownDifference> All { get; } =
    [
        new("{{ yes }}{{ no }}", "TrueFalse", "truefalse", "booleans are written as Python writes them"),
        new("{{ nil }}", "None", "", "none is written, only what is undefined is not"),
        new("{{ xs }}{{ m.nested }}", "[3, 1, 2, 10]{'a': [1, 2], 'b': 'x'}", "[3, 1, 2, 10]{\"a\": [1, 2], \"b\": \"x\"}", "containers are written as Python's repr"),
        new("{{ [yes, 'x'] | join(',') }}{{ [nil] | join }}", "True,xNone", "true,x", "items are joined as they are written"),
        new("{{ 'hELLO' | capitalize }}", "Hello", "HELLO", "the other letters become small"),
        new("{{ \"it's THERE\" | title }}", "It's There", "It'S THERE", "words begin after blanks, their other letters become small"),
        new("{{ -7 % 3 }}", "2", "-1", "a remainder has the divisor's sign"),
        new("{{ 'y' if 1 == '1' }}", "", "y", "a number never equals a text"),
        new("{{ 'y' if '' == false }}", "", "y", "nor does a boolean"),
        new("{{ 'a' + xs }}", null, "a3,1,2,10", "only texts are added to texts, not contents in parts"),
        new("{{ 'y' if nil == missing }}", "", "y", "none is not undefined"),
        new("{{ 'y' if [1] == [1] }}", "y", "", "lists are compared by their items"),
        new("{{ 'y' if 2 == 2 == 2 }}", "y", "", "comparisons chain"),
        new("{{ 'a' + 1 }}", null, "a1", "only texts are added to texts"),
        new("{{ missing.member }}", null, "", "what is undefined cannot be looked into"),
        new("{{ missing | tojson }}", null, "null", "what is undefined is no JSON"),
        new("{{ (4 / 2) | tojson }}", "2.0", "2", "a floating-point number keeps its point"),
        new("{{ [3] | tojson(indent=0) }}", "[\n3\n]", "[3]", "an indent of 0 still breaks lines"),
        new("{{ 'é' | tojson(true) }}", "\"\\u00e9\"", "\"é\"", "arguments of tojson may stand without their names"),
        new("{{ words | tojson(sort_keys=true) }}", """{"C": "3", "a": "1", "b": "2"}""", """{"a": "1", "b": "2", "C": "3"}""", "members are sorted by code points"),
        new("{{ ' x.'.strip('. ') }}", "x", "x.", "strip takes the characters to strip"),
        new("{{ '😀' | length }}", "1", "2", "a text's items are code points"),
        new("{{ '12abc' | int }}", "0", "12", "a text is a number as a whole or not at all"),
        new("{{ '1e3' | int }}", "1000", "1", "a whole number may be written as any other"),
        new("{{ -2.5 | int }}", "-2", "-3", "int cuts off, it does not round down"),
        new("{{ 1 / 0 }}", null, "Infinity", "nothing is divided by zero"),
        new("{{ ws | unique | join }}", "bAc", "bAca", "unique does not tell upper and lower case apart"),
        new("{{ '' | indent(2, true) }}", "  ", "", "the first line is indented even if it is empty"),
        new("{% set a = 0 %}{% for i in xs %}{{ a }}{% set a = i %}{% endfor %}", "0000", "0312", "a name set in a turn of a loop is gone in the next"),
        new("{% for i in xs %}{{ i }}{% if i == 1 %}{% break %}{% endif %};{% endfor %}", "3;1", "3;", "what a turn has written stays when it is left"),
        new("{% macro f() %}{{ v }}{% endmacro %}{% for v in ['x'] %}{{ f() }}{% endfor %}", "", "x", "a macro sees the names where it is defined, not where it is called"),
        new("{% macro f() %}-{% endmacro %}{% call f() %}x{% endcall %}", null, "-", "a macro that does not use caller cannot be called with a body"),
        new("{{ xs | reverse | length }}", null, "4", "what a lazy filter gives has no length"),
        new("{{ xs | reverse | tojson }}", null, "[10, 2, 1, 3]", "what a lazy filter gives is no JSON"),
        new("{% if [] | map(attribute='a') %}y{% endif %}", "y", "", "what a lazy filter gives is true"),
        new("{{ 'method' if m.items is defined and m.items != 'own' }}{{ m['items'] }}", "methodown", "own", "a.b finds a method before a member"),
        new("{{ 'y' if true is number }}", "y", "", "a boolean is a number"),
        new("{{ 'y' if '' is lower }}", "", "y", "a text without letters has no case"),
        new("{{ 'y' if m is iterable }}", "y", "", "one can go over a mapping's keys"),
        new("{{ 'y' if missing is callable }}", "y", "", "what is undefined counts as callable"),
        new("{{ users | selectattr('admin', 'undefined') | list | length }}", "2", "0", "a member that is not there is tested too"),
        new("{{ [1 2] | length }}", null, "2", "items have commas between"),
        new("{{ ('a' is string is string) | string }}", null, "false", "tests do not chain"),
    ];
}
