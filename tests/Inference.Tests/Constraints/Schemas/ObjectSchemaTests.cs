namespace Switchyard.Inference.Tests.Constraints.Schemas;

public sealed class ObjectSchemaTests
{
    private const string Closed = """{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"boolean"},"c":{"type":"null"}},"required":["b"],"additionalProperties":false}""";

    [Theory]
    [InlineData(Closed, new[] { """{"b":true}""", """{"a":1,"b":true}""", """{"a": 1, "b": false, "c": null}""", "{\n  \"b\": true\n}" }, new[] { "{}", """{"a":1}""", """{"b":true,"a":1}""", """{"b":true,"b":true}""", """{"b":true,"d":1}""", """{"b":true,}""", """{"b" :true}""", """{"b":1}""" })]
    [InlineData("""{"type":"object","properties":{"a":{"const":1}}}""", new[] { "{}", """{"a":1}""", """{"a":1,"b":[{}]}""", """{"aa":0}""", """{"":0}""", """{"ä":0}""" }, new[] { """{"a":2}""", """{"b":0,"a":1}""", """{"\u0061":2}""", """{"b\n":2}""" })]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", new[] { "{}", """{"x":1,"y":2}""" }, new[] { """{"x":"1"}""" })]
    [InlineData("""{"type":"object","required":["z"]}""", new[] { """{"z":0}""", """{"z":{},"a":1}""" }, new[] { "{}", """{"a":1}""" })]
    [InlineData("""{"type":"object","required":["z"],"additionalProperties":{"const":1}}""", new[] { """{"z":1}""" }, new[] { """{"z":2}""" })]
    [InlineData("""{"type":"object","properties":{"a":{},"b":{},"c":{}},"additionalProperties":false,"minProperties":2}""", new[] { """{"a":1,"b":1}""", """{"b":1,"c":1}""", """{"a":1,"b":1,"c":1}""" }, new[] { "{}", """{"a":1}""" })]
    [InlineData("""{"type":"object","properties":{"a":{},"b":{},"c":{}},"additionalProperties":false,"maxProperties":1}""", new[] { "{}", """{"a":1}""", """{"c":1}""" }, new[] { """{"a":1,"b":1}""" })]
    [InlineData("""{"type":"object","properties":{"a":{}},"minProperties":1,"maxProperties":2}""", new[] { """{"a":1}""", """{"x":1}""", """{"a":1,"x":1}""", """{"x":1,"y":1}""" }, new[] { "{}", """{"a":1,"x":1,"y":1}""" })]
    [InlineData("""{"type":"object","properties":{"a":{}},"minProperties":2}""", new[] { """{"a":1,"x":1}""", """{"a":1,"x":1,"y":2}""" }, new[] { "{}", """{"a":1}""", """{"x":1,"x":1}""" })]
    [InlineData("""{"type":"object","maxProperties":0}""", new[] { "{}" }, new[] { """{"a":1}""" })]
    [InlineData("""{"type":"object","patternProperties":{"^x":{"const":1},"^y":{"const":2}},"properties":{"a":{"const":3}},"additionalProperties":false}""", new[] { "{}", """{"x":1}""", """{"a":3,"yy":2,"x1":1}""" }, new[] { """{"x":2}""", """{"z":1}""", """{"y":1}""" })]
    [InlineData("""{"type":"object","patternProperties":{"^x":{"const":1}},"properties":{"a":{"const":3}},"additionalProperties":{"const":4}}""", new[] { """{"x":1}""", """{"b":4}""", """{"a":3,"b":4,"x":1}""", """{"aa":4}""" }, new[] { """{"x":4}""", """{"b":1}""", """{"a":4}""" })]
    [InlineData("""{"properties":{"a":{"const":1}},"required":["a"]}""", new[] { """{"a":1}""" }, new[] { "{}", "1" })]
    [InlineData("""{"type":"object","properties":{"a\"ü\n":{"const":1}},"required":["a\"ü\n"]}""", new[] { """{"a\"ü\n":1}""" }, new[] { "{}" })]
    [InlineData("""{"type":"object","properties":{"a":false,"b":true},"additionalProperties":false}""", new[] { "{}", """{"b":[]}""" }, new[] { """{"a":1}""" })]
    public void Object_WithKeywords_IsExact(string schema, string[] accepted, string[] rejected) => ConstraintTexts.Check(ConstraintTexts.Schema(schema), accepted, rejected);

    [Fact]
    public void Whitespace_IsBounded()
    {
        var constraint = ConstraintTexts.Schema(Closed);

        Assert.True(ConstraintTexts.Accepts(constraint, $"{{\n{new string(' ', 64)}\"b\": true}}"));
        Assert.False(ConstraintTexts.Accepts(constraint, $"{{\n{new string(' ', 65)}\"b\": true}}"));
        Assert.False(ConstraintTexts.Accepts(constraint, "{\n\n\"b\": true}"));
        Assert.False(ConstraintTexts.Accepts(constraint, "{\"b\":  true}"));
        Assert.False(ConstraintTexts.Accepts(constraint, "{\"b\":true}\n"));
    }
}
