using System.Text.Json;
using Switchyard.Inference.Templates;
using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Tests.Templates;

public sealed class ChatTemplateTests
{
    private const string Variables = """
        {"name": "Ann", "n": 3, "x": 2.5, "yes": true, "none": null, "list": ["a", "b", "c"], "empty": [],
         "map": {"k": "v", "n": 1}, "users": [{"name": "Bo", "age": 5}, {"name": "Cy", "age": 7}], "text": "  pad  "}
        """;

    [Theory]
    [InlineData("plain { text } %", "plain { text } %")]
    [InlineData("{{ name }}", "Ann")]
    [InlineData("{{ missing }}|{{ none }}|{{ yes }}|{{ x }}", "|None|True|2.5")]
    [InlineData("{{ 'it\\'s' + \" \\\"q\\\" \" ~ n }}", "it's \"q\" 3")]
    [InlineData("{{ 'a' 'b' }}", "ab")]
    [InlineData("{{ 1 + 2 * 3 - 4 }},{{ (1 + 2) * 3 }},{{ 7 // 2 }},{{ 7 / 2 }},{{ -7 % 3 }},{{ 1.5 + 1 }}", "3,9,3,3.5,2,2.5")]
    [InlineData("{{ 1 ~ 2 + '' }}", "12")]
    [InlineData("{{ 1 < 2 and 2 <= 2 and 'a' < 'b' and not 3 > 4 }}", "True")]
    [InlineData("{{ 'b' in list }},{{ 'z' not in list }},{{ 'k' in map }},{{ 'nn' in name }},{{ 1 in [1.0] }}", "True,True,True,True,True")]
    [InlineData("{{ '' or 'other' }},{{ name and 'both' }}", "other,both")]
    [InlineData("{{ 'yes' if n == 3 else 'no' }},{{ 'x' if false }}", "yes,")]
    [InlineData("{{ list[0] }}{{ list[-1] }}{{ list[9] }}{{ map['k'] }}{{ map.k }}{{ map.zz }}", "acvv")]
    [InlineData("{{ list[1:] | join }},{{ list[:-1] | join('+') }},{{ list[::-1] | join }},{{ name[1:] }},{{ name[::-1] }},{{ list[5:] | length }}", "bc,a+b,cba,nn,nnA,0")]
    [InlineData("{{ text | trim }},{{ text.strip() }},{{ text.lstrip() }}.{{ 'xxaxx'.strip('x') }}", "pad,pad,pad  .a")]
    [InlineData("{{ name | upper }}{{ name | lower }}{{ name.upper() }}{{ 'ab cd' | capitalize }}{{ 'ab cd'.title() }}", "ANNannANNAb cdAb Cd")]
    [InlineData("{{ name.startswith('A') }},{{ name.endswith('x') }},{{ 'a,b'.split(',') | join(' ') }},{{ 'a b  c'.split() | length }},{{ 'a-b-c'.split('-', 1) | last }}", "True,False,a b,3,b-c")]
    [InlineData("{{ missing | default('d') }},{{ none | default('d') }},{{ none | default('d', true) }}", "d,None,d")]
    [InlineData("{{ list | first }}{{ list | last }}{{ list | length }}{{ list | reverse | join }}{{ map | length }}", "ac3cba2")]
    [InlineData("{{ map | tojson }}", "{\"k\": \"v\", \"n\": 1}")]
    [InlineData("{{ ['é\"\\n', 1.0, none, true] | tojson }}", "[\"é\\\"\\n\", 1.0, null, true]")]
    [InlineData("{{ map | tojson(indent=2) }}", "{\n  \"k\": \"v\",\n  \"n\": 1\n}")]
    [InlineData("{{ {'a': [1, {}], 'b': ()} | tojson }}", "{\"a\": [1, {}], \"b\": []}")]
    [InlineData("{{ name is string }}{{ missing is defined }}{{ none is none }}{{ map is mapping }}{{ n is not string }}{{ list is iterable }}{{ yes is true }}", "TrueFalseTrueTrueTrueTrueTrue")]
    [InlineData("{{ users | map(attribute='name') | join(',') }},{{ users | selectattr('age', 'equalto', 7) | list | length }},{{ users | rejectattr('zz') | list | length }}", "Bo,Cy,1,2")]
    [InlineData("{{ map.items() | list | length }},{{ map.keys() | join }},{{ map.get('zz', 'd') }},{{ '5' | int + 1 }}", "2,kn,d,6")]
    [InlineData("{{ 'a' 'b' | upper }},{{ ('a' ~ 'b') | upper }},{{ 'abc' | replace('b', 'x') }},{{ 'abc'.find('c') }}", "AB,AB,axc,2")]
    public void Render_Expressions_GiveWhatPythonGives(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{% if n > 5 %}big{% elif n > 2 %}middle{% else %}small{% endif %}", "middle")]
    [InlineData("{% for item in list %}{{ loop.index }}{{ item }}{{ ',' if not loop.last }}{% endfor %}", "1a,2b,3c")]
    [InlineData("{% for item in list %}{{ loop.index0 }}{{ loop.first }}{{ loop.length }}{{ loop.revindex }} {% endfor %}", "0True33 1False32 2False31 ")]
    [InlineData("{% for i in empty %}x{% else %}nothing{% endfor %}", "nothing")]
    [InlineData("{% for key in map %}{{ key }}{% endfor %}", "kn")]
    [InlineData("{% for key, value in map.items() %}{{ key }}={{ value }};{% endfor %}", "k=v;n=1;")]
    [InlineData("{% for u in users if u.age > 5 %}{{ u.name }}{% endfor %}", "Cy")]
    [InlineData("{% for item in list %}{{ loop.previtem }}{{ item }}{{ loop.nextitem }} {% endfor %}", "ab abc bc ")]
    [InlineData("{% for i in range(5) %}{% if i == 1 %}{% continue %}{% endif %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}", "02")]
    [InlineData("{% for u in users %}{% for item in list %}{{ u.name }}{{ item }}{% break %}{% endfor %}{% endfor %}", "BoaCya")]
    [InlineData("{% set a = 1 %}{% for i in list %}{% set a = a + 1 %}{% endfor %}{{ a }}", "1")]
    [InlineData("{% set ns = namespace(a=1) %}{% for i in list %}{% set ns.a = ns.a + 1 %}{% endfor %}{{ ns.a }}", "4")]
    [InlineData("{% set a %}block {{ n }}{% endset %}{{ a }}!", "block 3!")]
    [InlineData("{% set a, b = 1, 2 %}{{ b }}{{ a }}", "21")]
    [InlineData("{% if yes %}{% set inside = 'seen' %}{% endif %}{{ inside }}", "seen")]
    public void Render_Statements_GiveWhatJinjaGives(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("a\n{% if yes %}\nb\n{% endif %}\nc", "a\nb\nc")]
    [InlineData("a\n   {% if yes %}\nb\n   {% endif %}\nc", "a\nb\nc")]
    [InlineData("a {%- if yes -%} b {%- endif -%} c", "abc")]
    [InlineData("a  {{- name -}}  b", "aAnnb")]
    [InlineData("a\n{{ name }}\nb\n", "a\nAnn\nb")]
    [InlineData("a{# a comment #}b\n{#- and -#}\nc", "abc")]
    [InlineData("  {%+ if yes %}x{% endif %}", "  x")]
    [InlineData("x {% if yes %}y{% endif %}", "x y")]
    public void Render_Whitespace_IsTrimmedAsInChatTemplates(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("\n{% include 'x' %}", "The chat template, line 2: the tag 'include' is not served.")]
    [InlineData("{% macro f() %}", "The chat template, line 1: 'endmacro' is missing.")]
    [InlineData("\n\n{{ name | shout }}", "The chat template, line 3: the filter 'shout' is not served.")]
    [InlineData("{% if false %}{{ list | map('shout') }}{% endif %}", "The chat template, line 1: the filter 'shout' is not served.")]
    [InlineData("{{ name is odd_one }}", "The chat template, line 1: the test 'odd_one' is not served.")]
    [InlineData("{{ list | selectattr('a', 'odd_one') }}", "The chat template, line 1: the test 'odd_one' is not served.")]
    [InlineData("x\n{{ lipsum(3) }}", "The chat template, line 2: the function 'lipsum' is not served.")]
    [InlineData("{{ name.encode() }}", "The chat template, line 1: the method 'encode' is not served.")]
    [InlineData("{{ map | tojson(default=1) }}", "The chat template, line 1: it calls 'tojson' with the argument 'default', which is not served.")]
    [InlineData("{{ name | replace('a') }}", "The chat template, line 1: it calls 'replace' without 'new'.")]
    [InlineData("{{ name | upper(1) }}", "The chat template, line 1: it calls 'upper' with 1 arguments; it takes 0.")]
    [InlineData("{{ f(a=1, 2) }}", "The chat template, line 1: an argument stands after those it has to stand before.")]
    [InlineData("{% break %}", "The chat template, line 1: 'break' stands outside of a loop.")]
    [InlineData("{% for x in list %}{% macro f() %}{% break %}{% endmacro %}{% endfor %}", "The chat template, line 1: 'break' stands outside of a loop.")]
    [InlineData("{% for loop in list %}{% endfor %}", "The chat template, line 1: nothing can be given to 'loop'.")]
    [InlineData("{{ 99999999999999999999 }}", "The chat template, line 1: the number 99999999999999999999 is not served.")]
    [InlineData("{{ '\\N{BULLET}' }}", "The chat template, line 1: the escape '\\N' in a string is not complete or not served.")]
    [InlineData("{{ (1] }}", "The chat template, line 1: ']' closes nothing.")]
    [InlineData("{{ list | first[0] }}", "The chat template, line 1: '}}' is expected, not '['.")]
    [InlineData("{{ name.encode }}{{ missing.member }}", "The chat template asks for 'member' of 'missing', which is undefined (line 1).")]
    [InlineData("{{ name + 1 }}", "The chat template applies '+' to a string and a number (line 1).")]
    [InlineData("a\nb{{ 1 / 0 }}", "The chat template divides by zero (line 2).")]
    [InlineData("{{ name.upper }}", "The chat template writes a function as text (line 1).")]
    [InlineData("{{ {1: 2} }}", "The chat template makes a mapping with a number as a key; only strings are served (line 1).")]
    [InlineData("{{ name() }}", "The chat template, line 1: the function 'name' is not served.")]
    [InlineData("{% set f = 1 %}{{ f() }}", "The chat template calls a number (line 1).")]
    [InlineData("{% for x in n %}{% endfor %}", "The chat template goes over a number, which is no list (line 1).")]
    [InlineData("{% set map.k = 1 %}", "The chat template sets a member of what is no namespace() (line 1).")]
    [InlineData("{{ strftime_now('%Q') }}", "The chat template writes a time with '%Q', which is not served (line 1).")]
    [InlineData("{% if yes %}", "The chat template, line 1: 'endif' is missing.")]
    [InlineData("x\n{% endif %}", "The chat template, line 2: 'endif' does not belong here.")]
    [InlineData("{{ 'open }}", "The chat template, line 1: a string is not closed.")]
    [InlineData("{{ name ", "The chat template, line 1: '}}' is missing.")]
    [InlineData("{{ name ? }}", "The chat template, line 1: the character '?' has no meaning here.")]
    [InlineData("{{ }}", "The chat template, line 1: an expression is expected, not '}}'.")]
    [InlineData("{# open", "The chat template, line 1: a comment is not closed.")]
    [InlineData("{% raw %}", "The chat template, line 1: 'endraw' is missing.")]
    public void Render_WhatIsNotServed_SaysSo(string template, string message) =>
        Assert.Equal(message, Assert.Throws<TemplateException>(() => Render(template)).Message);

    [Fact]
    public void Render_RaiseException_IsARefusal()
    {
        var exception = Assert.Throws<TemplateException>(() => Render("{{ raise_exception('Roles must alternate.') }}"));

        Assert.True(exception.IsRefusal);
        Assert.Equal("Roles must alternate.", exception.Message);
    }

    internal static string Render(string template, string variables = Variables)
    {
        using var document = JsonDocument.Parse(variables);
        return ChatTemplate.Parse(template).Render((TemplateMap)TemplateJson.FromElement(document.RootElement, text => text)!, TimeProvider.System, TemplateLimits.Default);
    }
}
