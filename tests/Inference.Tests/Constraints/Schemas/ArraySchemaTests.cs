namespace Switchyard.Inference.Tests.Constraints.Schemas;

public sealed class ArraySchemaTests
{
    [Theory]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", new[] { "[]", "[1]", "[1,2]", "[ ]", "[1, 2]", "[\n  1,\n  2\n]" }, new[] { "[", "[1", "[,1]", "[1,]", "[1 ,2]", "[\"a\"]", "[1]]", "[  1]", "[\r1]" })]
    [InlineData("""{"type":"array","items":{"type":"boolean"},"minItems":2,"maxItems":3}""", new[] { "[true,false]", "[true,false,true]" }, new[] { "[]", "[true]", "[true,true,true,true]" })]
    [InlineData("""{"type":"array","items":{"const":1},"maxItems":0}""", new[] { "[]" }, new[] { "[1]" })]
    [InlineData("""{"type":"array","items":{"const":1},"minItems":1,"maxItems":1,"uniqueItems":true}""", new[] { "[1]" }, new[] { "[]", "[1,1]" })]
    [InlineData("""{"type":"array","prefixItems":[{"const":1},{"const":2}]}""", new[] { "[]", "[1]", "[1,2]", "[1,2,{\"a\":[]}]" }, new[] { "[2]", "[1,1]" })]
    [InlineData("""{"type":"array","prefixItems":[{"const":1},{"const":2}],"items":false,"minItems":1}""", new[] { "[1]", "[1,2]" }, new[] { "[]", "[1,2,3]" })]
    [InlineData("""{"type":"array","prefixItems":[{"const":1}],"items":{"const":3},"minItems":2,"maxItems":3}""", new[] { "[1,3]", "[1,3,3]" }, new[] { "[1]", "[1,3,3,3]", "[1,1]" })]
    [InlineData("""{"type":"array","prefixItems":[{"const":1},{"const":2}],"maxItems":1}""", new[] { "[]", "[1]" }, new[] { "[1,2]" })]
    [InlineData("""{"items":{"const":1},"allOf":[{"prefixItems":[true,false]}]}""", new[] { "[]", "[1]" }, new[] { "[1,1]", "1" })]
    [InlineData("""{"type":"array","items":{"const":0},"minItems":100000,"maxItems":100000}""", new string[] { }, new[] { "[0,0]" })]
    public void Array_WithKeywords_IsExact(string schema, string[] accepted, string[] rejected) => ConstraintTexts.Check(ConstraintTexts.Schema(schema), accepted, rejected);

    [Fact]
    public void Array_OfALargeExactLength_EndsThere()
    {
        var constraint = ConstraintTexts.Schema("""{"type":"array","items":{"const":0},"minItems":3000,"maxItems":3000}""");

        Assert.True(ConstraintTexts.Accepts(constraint, $"[{string.Join(',', Enumerable.Repeat('0', 3000))}]"));
        Assert.False(ConstraintTexts.Accepts(constraint, $"[{string.Join(',', Enumerable.Repeat('0', 2999))}]"));
    }
}
