using Switchyard.Inference.Templates;

namespace Switchyard.Inference.Tests.Templates;

/// <summary>Statements and functions by Jinja's documentation, most of which the peer does not have.</summary>
public sealed class StatementTests
{
    [Theory]
    [InlineData("{% for i in range(3) %}{% if i == 5 %}{% break %}{% endif %}{{ i }}{% else %}none{% endfor %}", "012")]
    [InlineData("{% for i in [1] %}{% break %}{% else %}left{% endfor %}", "left")]
    [InlineData("{% for (a, b), c in [((1, 2), 3)] %}{{ a }}{{ b }}{{ c }}{% endfor %}", "123")]
    [InlineData("{% for a, in [(1,), (2,)] %}{{ a }}{% endfor %}", "12")]
    [InlineData("{% for i in 1, 2 %}{{ i }}{% endfor %}", "12")]
    [InlineData("{% for i in range(9) if (i is odd) if true else false %}{{ loop.index }}{% endfor %}", "1234")]
    [InlineData("{% for x in tree recursive %}{{ x.n }}{{ loop.depth }}({{ loop(x.c) if x.c }}){% endfor %}", "a1(b2()c2(d3()))")]
    [InlineData("{% for i in range(4) %}{{ loop.cycle('a', 'b') }}{{ loop.revindex0 }} {% endfor %}", "a3 b2 a1 b0 ")]
    [InlineData("{% for i in [1, 1, 2] %}{{ '+' if loop.changed(i) }}{{ i }}{% endfor %}", "+11+2")]
    [InlineData("{% for i in [1, 2] %}{% set outer = loop %}{% for j in [1, 2] %}{{ outer.index }}{{ loop.index }} {% endfor %}{% endfor %}", "11 12 21 22 ")]
    [InlineData("{% for c in 'añ😀' %}{{ c }},{% endfor %}", "a,ñ,😀,")]
    [InlineData("{% set x | upper | trim %} ab {% endset %}[{{ x }}]", "[AB]")]
    [InlineData("{% set a, (b, c) = 1, (2, 3) %}{{ a + b + c }}", "6")]
    [InlineData("{% set ns = namespace({'a': 1}, b=2) %}{% set ns.c, d = 3, 4 %}{{ ns.a }}{{ ns['b'] }}{{ ns.c }}{{ d }}", "1234")]
    [InlineData("{% filter upper | replace('B', 'x') %}ab{% set q = 1 %}{% endfilter %}{{ q }}", "Ax")]
    [InlineData("{% with a = 1, b = 2 %}{{ a }}{{ b }}{% endwith %}{{ a }}", "12")]
    [InlineData("{% for i in [1] %}{% generation %}{{ i }}{% set q = 2 %}{% endgeneration %}{{ q }}{% endfor %}", "1")]
    [InlineData("{% raw %}{{ x }} {% if %} {# #}{% endraw %}!", "{{ x }} {% if %} {# #}!")]
    [InlineData("a {%- raw -%}  b  {%- endraw -%}  c", "abc")]
    [InlineData("{% macro f(a, b=2) %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ f(1, 3, 4, c=5) }}", "13(4,){'c': 5}")]
    [InlineData("{% macro f(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ f('x') }}{{ f(b=1, a=2) }}{{ f(*[3, 4]) }}{{ f(**{'a': 5}) }}", "xx213455")]
    [InlineData("{% macro f(a) %}{{ a is defined }}{% endmacro %}{{ f() }}{{ f.name }}", "Falsef")]
    [InlineData("{% macro f() %}{{ x }}{% endmacro %}{% set x = 1 %}{{ f() }}", "1")]
    [InlineData("{% macro f() %}{% for i in [1, 2] %}{{ caller(i) }}{% endfor %}{% endmacro %}{% call(n) f() %}<{{ n }}{{ n2 }}>{% endcall %}", "<1><2>")]
    [InlineData("{% macro f() %}{{ caller('x') }}{% endmacro %}{% macro g() %}[{{ caller() }}]{% endmacro %}{% call(a) f() %}{% call g() %}{{ a }}{% endcall %}{% endcall %}", "[x]")]
    [InlineData("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.next() }}{% set j = joiner('|') %}{{ j() }}{{ j() }}", "abba|")]
    [InlineData("{{ dict([('a', 1)], b=2) | tojson }}{{ dict(a=1).items() | list }}", "{\"a\": 1, \"b\": 2}[('a', 1)]")]
    [InlineData("{% set l = [1] %}{% set _ = l.append(2) %}{% set _ = l.insert(0, 0) %}{{ l.pop() }}{{ l }}{{ l.pop(0) }}{{ l.index(1) }}", "2[0, 1]00")]
    [InlineData("{% set m = {'a': 1} %}{% set _ = m.update({'b': 2}, c=3) %}{{ m.pop('a') }}{{ m.setdefault('d', 4) }}{{ m }}", "14{'b': 2, 'c': 3, 'd': 4}")]
    [InlineData("a\n  {#- x -#}  \nb{#+ y +#}\nc", "ab\nc")]
    [InlineData("{% if true +%}\nx{% endif %}", "\nx")]
    [InlineData("{% if true %}\n  {% if true %}\n  x\n  {% endif %}\n{% endif %}\n", "  x\n")]
    [InlineData("a\r\nb\rc\r\n", "a\nb\nc")]
    public void Render_Statement_GivesWhatJinjaGives(string template, string expected) =>
        Assert.Equal(expected, ChatTemplateTests.Render(template, """{"tree": [{"n": "a", "c": [{"n": "b"}, {"n": "c", "c": [{"n": "d"}]}]}]}"""));

    [Theory]
    [InlineData("{{ 0x1F }},{{ 0o17 }},{{ 0b11 }},{{ 1_000 }},{{ 1e3 }},{{ 1.5e-7 }},{{ 1_0.2_5 }}", "31,15,3,1000,1000.0,1.5e-07,10.25")]
    [InlineData("{{ '\\x41\\u00e9\\U0001F600\\101\\q\\\na' }}", "Aé😀A\\qa")]
    [InlineData("{{ 2 ** 3 ** 2 }},{{ -2 ** 2 }},{{ -3 | abs }},{{ +3 }},{{ 7 // -2 }},{{ 7 % -2 }},{{ not true }}", "64,4,3,3,-4,-1,False")]
    [InlineData("{{ 1 < 2 < 3 }},{{ 1 < 3 < 2 }},{{ 'a' in 'ab' in ['ab'] }}", "True,False,True")]
    [InlineData("{{ 3 is divisibleby 3 }},{{ 4 is not in [1, 2] }},{{ 'x' is sameas 'x' }},{{ 5 is gt 4 and 5 is lt 6 }}", "True,True,True,True")]
    [InlineData("{{ xs.0.1 }}{{ xs[0][1] }}{{ m['a.b'] }}{{ m.items is callable }}", "22dTrue")]
    [InlineData("{{ none.x }}{{ (none)[0] }}{{ 'abc'[1:][0] }}{{ 'abc'[5] }}", "b")]
    [InlineData("{{ (1, 2)[::-1] }}{{ [1, 2, 3][-2:] }}{{ 'a😀c'[1] }}{{ 'a😀c'[::-1] }}", "(2, 1)[2, 3]😀c😀a")]
    [InlineData("{{ '%s is %d, %.2f %x %% %r' % ('a', 2, 1.005, 255, 'b') }}{{ '%s' | format([1]) }}", "a is 2, 1.00 ff % 'b'[1]")]
    [InlineData("{{ '{} {1}' if false else '{0}-{x}-{{}}'.format(1, x='y') }}", "1-y-{}")]
    [InlineData("{{ [1, 2, 3, 4, 5] | batch(2, 0) | list }}{{ [1, 2, 3] | slice(2, '-') | list }}", "[[1, 2], [3, 4], [5, 0]][[1, 2], [3, '-']]")]
    [InlineData("{{ 'one two three' | truncate(9, leeway=0) }},{{ 'foo bar' | truncate(5, true, '', 0) }},{{ 'short' | truncate(3) }}", "one...,foo b,short")]
    [InlineData("{{ 'a b/ü&' | urlencode }},{{ {'a/b': 'c d'} | urlencode }},{{ \"<'&\" | e }}", "a%20b/%C3%BC%26,a%2Fb=c+d,&lt;&#39;&amp;")]
    [InlineData("{{ ['b', 'A', 'a'] | sort }},{{ ['b', 'A'] | sort(case_sensitive=true) }},{{ [3, 1] | max }},{{ ['B', 'a'] | min }},{{ [] | max }}", "['A', 'a', 'b'],['A', 'b'],3,a,")]
    [InlineData("{{ 42.55 | round }},{{ 42.55 | round(1, 'floor') }},{{ 42 | round }},{{ 2.5 | round }},{{ '0x1f' | int(base=16) }},{{ ' 4.7 ' | int }}", "43.0,42.5,42,2.0,31,4")]
    [InlineData("{{ 'a\nb\n\nc' | indent(2) }}|{{ 'a\nb' | indent('> ', true) }}", "a\n  b\n\n  c|> a\n> b")]
    [InlineData("{{ 'x'.center(4, '*') }}{{ '-5'.zfill(4) }}{{ 'a,b,c'.rsplit(',', 1) }}{{ 'a=b=c'.partition('=') }}{{ 'Straße'.upper() }}{{ 'ΟΔΟΣ'.lower() }}", "*x**-005['a,b', 'c']('a', '=', 'b=c')STRASSEοδος")]
    [InlineData("{{ [1.0, 1e16, 0.00001, 123456789012] | tojson }}{{ big }}{{ [big] | tojson }}", "[1.0, 1e+16, 1e-05, 123456789012]1234567890123456789012345678901234567890[1234567890123456789012345678901234567890]")]
    [InlineData("{{ ['\\x00\\x7fé\"'] | tojson }}{{ ['\\x7fé'] | tojson(ensure_ascii=true) }}{{ ['it\\'s', '\"', '\\n\\x00\\u2028'] }}", "[\"\\u0000\x7fé\\\"\"][\"\\u007f\\u00e9\"][\"it's\", '\"', '\\n\\x00\\u2028']")]
    public void Render_Expression_GivesWhatPythonGives(string template, string expected) =>
        Assert.Equal(expected, ChatTemplateTests.Render(template, """{"xs": [[1, 2]], "m": {"items": "own", "a.b": "d"}, "big": 1234567890123456789012345678901234567890}"""));

    [Theory]
    [InlineData("%Y-%m-%d %H:%M:%S", "2026-03-05 04:07:09")]
    [InlineData("%d %B %Y, %A, %b %a %-d %e %j", "05 March 2026, Thursday, Mar Thu 5  5 064")]
    [InlineData("%I:%M %p %y %F %T %% %-I", "04:07 AM 26 2026-03-05 04:07:09 % 4")]
    public void Render_StrftimeNow_WritesTheClocksTime(string format, string expected) =>
        Assert.Equal(expected, ChatTemplate.Parse("{{ strftime_now('" + format + "') }}").Render([], new StoppedClock(new DateTimeOffset(2026, 3, 5, 4, 7, 9, TimeSpan.Zero)), TemplateLimits.Default));

    [Fact]
    public void Parse_Template_IsSafeForConcurrentUse()
    {
        var template = ChatTemplate.Parse("{% macro f(n) %}{{ n }}{% endmacro %}{% set ns = namespace(t='') %}{% for i in range(50) %}{% set ns.t = ns.t ~ f(i) %}{% endfor %}{{ ns.t }}");
        var expected = string.Concat(Enumerable.Range(0, 50));

        var texts = new string[200];
        Parallel.For(0, texts.Length, i => texts[i] = template.Render([], TimeProvider.System, TemplateLimits.Default));

        Assert.Equal([expected], texts.Distinct());
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
