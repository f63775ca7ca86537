using System.Text.Json;
using Switchyard.Inference.Constraints;

namespace Switchyard.Constraints.Benchmarks;

/// <summary>A grammar to measure.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Compile">Compiles it.</param>
internal sealed record Grammar(string Name, Func<ConstraintCompiler, IConstraint> Compile)
{
    private const string Person = """
        {"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer","minimum":0,"maximum":150},"score":{"type":"number"},
        "role":{"enum":["admin","editor","viewer"]},"active":{"type":"boolean"},"note":{"type":["string","null"],"maxLength":200}},
        "required":["name","age","score","role","active","note"],"additionalProperties":false}
        """;

    public static IReadOnlyList<Grammar> All { get; } =
    [
        new("any JSON object", compiler => compiler.CompileJson()),
        Schema("flat object", Person),
        Schema("arrays of objects", """{"type":"object","properties":{"rows":{"type":"array","items":{"type":"array","items":PERSON,"maxItems":5}}},"required":["rows"]}""".Replace("PERSON", Person)),
        Schema("20 optional properties", """{"type":"object","properties":{FIELDS}}""".Replace("FIELDS", string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"field_{i}\":{{\"type\":[\"string\",\"integer\"]}}")))),
        Schema("recursive tree", """{"$defs":{"n":{"type":"object","properties":{"value":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/n"}}},"required":["value","children"],"additionalProperties":false}},"$ref":"#/$defs/n"}"""),
        Schema("union of three objects", """{"anyOf":[{"type":"object","properties":{"kind":{"const":"circle"},"radius":{"type":"number","minimum":0}},"required":["kind","radius"],"additionalProperties":false},{"type":"object","properties":{"kind":{"const":"square"},"side":{"type":"number"}},"required":["kind","side"],"additionalProperties":false},{"type":"object","properties":{"kind":{"const":"text"},"value":{"type":"string","maxLength":50}},"required":["kind","value"],"additionalProperties":false}]}"""),
        Schema("formats", """{"type":"object","properties":{"at":{"type":"string","format":"date-time"},"mail":{"type":"string","format":"email"},"id":{"type":"string","format":"uuid"},"ip":{"type":"string","format":"ipv4"},"link":{"type":"string","format":"uri"}},"required":["at","mail","id","ip","link"],"additionalProperties":false}"""),
        Schema("patterns with lengths", """{"type":"object","properties":{"code":{"type":"string","pattern":"^[A-Z]{2,4}-\\d{3,6}$"},"slug":{"type":"string","pattern":"^[a-z0-9]+(?:-[a-z0-9]+)*$","maxLength":60},"word":{"type":"string","pattern":"^\\w+$"}},"required":["code","slug","word"],"additionalProperties":false}"""),
        new("regex: e-mail list", compiler => compiler.CompileRegex("(?:[a-z0-9._-]+@[a-z0-9-]+(?:\\.[a-z0-9-]+)+\\n)+")),
        new("regex: any lines", compiler => compiler.CompileRegex("(?:[^\\n]{1,100}\\n){1,3}")),
        new("tool calls, required", compiler => compiler.CompileToolCalls(Tools, ToolCallFormat.Hermes, ToolCallMode.Required, null)),
        new("tool calls, auto", compiler => compiler.CompileToolCalls(Tools, ToolCallFormat.Hermes, ToolCallMode.Auto, null)),
    ];

    private static ToolFunction[] Tools =>
    [
        new("get_weather", JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string"},"unit":{"enum":["celsius","fahrenheit"]},"days":{"type":"integer","minimum":1,"maximum":14}},"required":["city"]}""")),
        new("search", JsonElement.Parse("""{"type":"object","properties":{"query":{"type":"string","minLength":1,"maxLength":300},"limit":{"type":"integer"},"filters":{"type":"array","items":{"type":"string"}}},"required":["query"],"additionalProperties":false}""")),
        new("now", null),
    ];

    private static Grammar Schema(string name, string schema) => new(name, compiler => compiler.CompileJsonSchema(JsonElement.Parse(schema)));
}
