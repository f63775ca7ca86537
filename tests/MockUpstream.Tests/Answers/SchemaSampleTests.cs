using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Tests.Answers;

public sealed class SchemaSampleTests
{
    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"},"c":{"type":"boolean"}},"required":["a"]}""", """{"a":"größe","b":1,"c":true}""")]
    [InlineData("""{"type":"object"}""", "{}")]
    [InlineData("{}", "\"größe\"")]
    [InlineData("""{"type":"string","minLength":8}""", "\"größexxx\"")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"gr\"")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2026-01-01\"")]
    [InlineData("""{"type":["null","string"]}""", "null")]
    [InlineData("""{"enum":["x","y"]}""", "\"x\"")]
    [InlineData("""{"const":5}""", "5")]
    [InlineData("""{"type":"integer","minimum":10,"multipleOf":4}""", "12")]
    [InlineData("""{"type":"number","maximum":0.5}""", "0.5")]
    [InlineData("""{"type":"integer","exclusiveMaximum":0}""", "-1")]
    [InlineData("""{"type":"array","items":{"type":"null"},"minItems":2}""", "[null,null]")]
    [InlineData("""{"anyOf":[{"type":"boolean"},{"type":"string"}]}""", "true")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"boolean"}}}""", "true")]
    [InlineData("""{"type":"OBJECT","properties":{"n":{"type":"INTEGER"}}}""", """{"n":1}""")]
    public void Make_Schema_Satisfies(string schema, string expected)
    {
        using var document = JsonDocument.Parse(schema);

        Assert.Equal(expected, SchemaSample.Make(document.RootElement));
    }

    [Fact]
    public void Make_SchemaOfItself_Ends()
    {
        using var document = JsonDocument.Parse("""{"type":"object","properties":{"next":{"$ref":"#"},"value":{"type":"integer"}},"required":["value"]}""");

        using var sample = JsonDocument.Parse(SchemaSample.Make(document.RootElement));

        Assert.Equal(1, sample.RootElement.GetProperty("next").GetProperty("value").GetInt32());
    }

    [Fact]
    public void Make_NoSchema_IsAnEmptyObject() => Assert.Equal("{}", SchemaSample.Make(default));
}
