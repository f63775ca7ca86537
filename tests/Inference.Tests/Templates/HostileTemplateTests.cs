using Switchyard.Inference.Templates;
using Switchyard.Inference.Tests.Templates.Fuzzing;

namespace Switchyard.Inference.Tests.Templates;

/// <summary>Templates out of a model folder that want to hang or crash the node. A test that hangs fails by the runner's limit.</summary>
public sealed class HostileTemplateTests
{
    private static readonly TemplateLimits s_small = new() { MaxSteps = 200_000, MaxTextLength = 1_000_000 };

    public static TheoryData<string, string> Bombs() => new()
    {
        { "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "takes more than 200000 steps" },
        { "{% for i in range(99999) %}{% for j in range(99999) if false %}{% endfor %}{% endfor %}", "takes more than 200000 steps" },
        { "{{ 'x' * 10000000000 }}", "makes a text of more than 1000000 characters" },
        { "{{ [1] * 99999999 }}", "takes more than 200000 steps" },
        { "{% set n = namespace(s='x') %}{% for i in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}", "makes a text of more than 1000000 characters" },
        { "{% set n = namespace(s='x') %}{% for i in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}", "makes a text of more than 1000000 characters" },
        { "{% for i in range(99999) %}{{ 'a long text again and again' }}{% endfor %}", "takes more than 200000 steps" },
        { "{% set n = namespace(a=[], b=[]) %}{% for i in range(70) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ n.a == n.b }}", "takes more than 200000 steps" },
        { "{% set n = namespace(a=[]) %}{% for i in range(70) %}{% set n.a = [n.a, n.a] %}{% endfor %}{{ n.a }}", "takes more than 200000 steps" },
        { "{% set n = namespace(a=[]) %}{% for i in range(70) %}{% set n.a = [n.a, n.a] %}{% endfor %}{{ n.a | tojson }}", "takes more than 200000 steps" },
        { "{% set n = namespace(a=[]) %}{% for i in range(9999) %}{% set n.a = [n.a] %}{% endfor %}{{ n.a }}", "nests too deeply" },
        { "{% set l = [] %}{{ l.append(l) or l }}", "nests too deeply" },
        { "{% set l = [] %}{{ l.append(l) or l | tojson }}", "nests too deeply" },
        { "{% set l = [] %}{% set k = [] %}{{ l.append(l) or k.append(k) or l == k }}", "nests too deeply" },
        { "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "nests too deeply" },
        { "{% macro f(x) %}{% if x %}{% for i in [1] %}{{ f(x) }}{% endfor %}{% endif %}{% endmacro %}{{ f(1) }}", "nests too deeply" },
        { "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", "nests too deeply" },
        { "{% macro f() %}{% call f() %}{% endcall %}{{ caller() }}{% endmacro %}{% call f() %}{% endcall %}", "nests too deeply" },
        { "{{ range(1000000000000) }}", "makes a range of more than 100000 numbers" },
        { "{{ range(-9223372036854775807, 9223372036854775807) }}", "makes a range of more than 100000 numbers" },
        { "{{ 'a' | indent(9999999999) }}", "makes a text of more than 1000000 characters" },
        { "{{ 'a'.ljust(9999999999) }}", "makes a text of more than 1000000 characters" },
        { "{{ 'a'.center(9999999999) }}", "makes a text of more than 1000000 characters" },
        { "{{ 'a'.zfill(9999999999) }}", "makes a text of more than 1000000 characters" },
        { "{{ [[1]] | tojson(indent=9999999999) }}", "makes a text of more than 1000000 characters" },
        { "{{ [1] | batch(9999999999, 'x') | list }}", "takes more than 200000 steps" },
        { "{{ [1] | slice(9999999999) | list }}", "takes more than 200000 steps" },
        { "{{ ('a' * 99999).replace('', 'b' * 99999) }}", "makes a text of more than 1000000 characters" },
        { "{{ ('a' * 99999) | list | join('b' * 99999) }}", "takes more than 200000 steps" },
        { "{% set h = 'a' * 900000 %}{% set s = 'a' * 90000 ~ 'b' ~ 'a' * 90000 %}{{ s in h }}", "takes more than 200000 steps" },
        { "{% set h = 'a' * 900000 %}{% set s = 'a' * 90000 ~ 'b' ~ 'a' * 90000 %}{{ h.split(s) }}", "takes more than 200000 steps" },
        { "{% set t = '😀' * 99999 %}{% for i in range(99999) %}{{ t[i] }}{% endfor %}", "takes more than 200000 steps" },
        { "{{ 2 ** 9223372036854775807 }}", "computes a number of more than 64 bits" },
        { "{% set l = [1] %}{% for i in l %}{{ l.extend(l) }}{% for j in range(99) %}{{ l.extend(l) }}{% endfor %}{% endfor %}", "takes more than 200000 steps" },
        { "{{ [1] | map(attribute='.' * 900000) | list }}", "takes more than 200000 steps" },
        { "{{ ('1' * 900000 ~ 'x') | float }}{{ ('1' * 900000 ~ 'x') | int }}{% for i in range(99999) %}{{ 0.1 }}{{ 0.1 }}{% endfor %}", "takes more than 200000 steps" },
        { "{% for i in range(99999) %}{{ 2.675 | round(2) }}{% endfor %}", "takes more than 200000 steps" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Render_Bomb_IsStopped(string template, string problem)
    {
        var exception = Assert.Throws<TemplateException>(() => ChatTemplate.Parse(template).Render([], TimeProvider.System, s_small));

        Assert.Equal($"The chat template {problem} (line 1).", exception.Message);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("{'a': ", "}")]
    [InlineData("range(", ")")]
    [InlineData("a[", "]")]
    [InlineData("not ", "")]
    [InlineData("- ", "")]
    [InlineData("1 if 1 else ", "")]
    public void Parse_DeepExpression_IsRefused(string open, string close)
    {
        var template = "{{ " + string.Concat(Enumerable.Repeat(open, 50_000)) + "1" + string.Concat(Enumerable.Repeat(close, 50_000)) + " }}";

        Assert.Equal("The chat template, line 1: more than 100 levels are nested.", Assert.Throws<TemplateException>(() => ChatTemplate.Parse(template)).Message);
    }

    [Fact]
    public void Parse_DeepBlocks_AreRefused() => Assert.Equal(
        "The chat template, line 1: more than 100 levels are nested.",
        Assert.Throws<TemplateException>(() => ChatTemplate.Parse(string.Concat(Enumerable.Repeat("{% if 1 %}", 50_000)))).Message);

    [Theory]
    [InlineData("+ 1")]
    [InlineData("| string")]
    [InlineData("and 1")]
    [InlineData("is odd or 1")]
    public void Render_LongChain_IsRefusedWhenItRuns(string link)
    {
        var template = ChatTemplate.Parse("{{ 1 " + string.Concat(Enumerable.Repeat(link + " ", 50_000)) + "}}");

        Assert.Equal("The chat template nests too deeply (line 1).", Assert.Throws<TemplateException>(() => template.Render([], TimeProvider.System, TemplateLimits.Default)).Message);
    }

    [Fact]
    public void Render_LongConcatenation_IsServed() =>
        Assert.Equal(new string('1', 50_001), ChatTemplate.Parse("{{ 1" + string.Concat(Enumerable.Repeat(" ~ 1", 50_000)) + " }}").Render([], TimeProvider.System, TemplateLimits.Default));

    [Fact]
    public void Parse_HugeTemplate_IsRefused() => Assert.Equal(
        "The chat template, line 1: the template has 1000001 characters; at most 1000000 are served.",
        Assert.Throws<TemplateException>(() => ChatTemplate.Parse(new string('x', 1_000_001))).Message);

    [Fact]
    public void Render_SmallThread_NeverOverflowsTheStack()
    {
        Exception? thrown = null;
        var template = ChatTemplate.Parse("{% macro f(x) %}" + string.Concat(Enumerable.Repeat("{% if x %}", 45)) + "{{ f(((((((((((x))))))))))) }}" + string.Concat(Enumerable.Repeat("{% endif %}", 45)) + "{% endmacro %}{{ f(1) }}");
        var thread = new Thread(() => thrown = Record.Exception(() => template.Render([], TimeProvider.System, new TemplateLimits { MaxDepth = int.MaxValue })), maxStackSize: 256 * 1024);

        thread.Start();
        thread.Join();

        Assert.Equal("The chat template nests too deeply (line 1).", Assert.IsType<TemplateException>(thrown).Message);
    }

    // Broken templates may be refused or rendered, but nothing else may happen.
    [Fact]
    public void Parse_MutatedTemplates_NeverFailOtherwise()
    {
        const int Seed = 5;
        var generator = new TemplateGenerator(Seed, isCommon: false);
        var random = new Random(Seed);
        var context = PeerTemplates.Parse(TemplateGenerator.Context);
        for (var i = 0; i < 3_000; i++)
        {
            var template = Mutate(generator.Next(), random);
            var exception = Record.Exception(() => ChatTemplate.Parse(template).Render(context, TimeProvider.System, s_small));
            Assert.True(exception is null or TemplateException, $"Seed {Seed}: {template}\n{exception}");
        }
    }

    private static string Mutate(string template, Random random)
    {
        const string Letters = "{}%()[]|.,:'\"-+*/~#=<> \n\\x1é😀";
        for (var changes = random.Next(1, 4); changes > 0 && template.Length > 1; changes--)
        {
            var at = random.Next(template.Length);
            template = random.Next(3) switch
            {
                0 => template.Remove(at, Math.Min(random.Next(1, 5), template.Length - at)),
                1 => template.Insert(at, Letters[random.Next(Letters.Length)].ToString()),
                _ => template.Insert(at, template[..Math.Min(at, 12)]),
            };
        }

        return template;
    }
}
