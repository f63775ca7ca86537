namespace Switchyard.Inference.Tests.Constraints.Schemas;

public sealed class ComposedSchemaTests
{
    [Theory]
    [InlineData("true", new[] { "1", "\"a\"", "null", "true", "[1,[]]", """{"a":{"b":1}}""" }, new[] { "", "x", "[1" })]
    [InlineData("""{"title":"t","description":"d","default":1,"examples":[1],"$comment":"c","deprecated":true,"readOnly":true,"$schema":"s","$id":"i"}""", new[] { "1", "[]" }, new[] { "nul" })]
    [InlineData("""{"enum":["a",1,1.50,null,{"x":[1,"ü"]},"\n"]}""", new[] { "\"a\"", "1", "1.50", "null", """{"x":[1,"ü"]}""", "\"\\n\"" }, new[] { "\"b\"", "1.5", "11", """{"x": [1,"ü"]}""" })]
    [InlineData("""{"const":{"a":true}}""", new[] { """{"a":true}""" }, new[] { "{}" })]
    [InlineData("""{"type":"string","enum":["a",1,"bbb"],"maxLength":2}""", new[] { "\"a\"" }, new[] { "1", "\"bbb\"" })]
    [InlineData("""{"type":"integer","enum":[1,2.0,2.5,30],"maximum":10}""", new[] { "1", "2.0" }, new[] { "2.5", "30" })]
    [InlineData("""{"enum":[1,2,3],"allOf":[{"enum":[2,3,4]},{"enum":[3,2]}]}""", new[] { "2", "3" }, new[] { "1", "4" })]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"string","maxLength":1}]}""", new[] { "12", "\"a\"" }, new[] { "\"ab\"", "true" })]
    [InlineData("""{"type":"string","anyOf":[{"minLength":3},{"pattern":"^a$"}]}""", new[] { "\"abc\"", "\"a\"" }, new[] { "\"ab\"", "\"b\"" })]
    [InlineData("""{"anyOf":[{"const":1},{"const":2}],"allOf":[{"anyOf":[{"const":2},{"const":3}]}]}""", new[] { "2" }, new[] { "1", "3" })]
    [InlineData("""{"anyOf":[false,{"const":1}]}""", new[] { "1" }, new[] { "2" })]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"string"},{"type":"null"}]}""", new[] { "1", "\"\"", "null" }, new[] { "true", "1.5" })]
    [InlineData("""{"oneOf":[{"type":"integer","maximum":3},{"type":"number","exclusiveMinimum":3}]}""", new[] { "3", "3.5", "4" }, new[] { "2.5" })]
    [InlineData("""{"oneOf":[{"type":"object","properties":{"k":{"const":"a"},"x":{"const":1}},"required":["k"]},{"type":"object","properties":{"k":{"const":"b"}},"required":["k"],"additionalProperties":false}]}""", new[] { """{"k":"a","x":1}""", """{"k":"b"}""" }, new[] { """{"k":"b","x":1}""", "{}" })]
    [InlineData("""{"oneOf":[{"type":"object","properties":{"a":{"const":1}},"required":["a"]},{"type":"object","properties":{"b":{"const":1}},"additionalProperties":false}]}""", new[] { """{"a":1}""", """{"b":1}""", "{}" }, new[] { """{"a":2}""" })]
    [InlineData("""{"allOf":[{"type":"object","properties":{"a":{"type":"number"}}},{"properties":{"a":{"maximum":3},"b":{"const":1}},"required":["b"]}]}""", new[] { """{"a":2.5,"b":1}""", """{"b":1}""" }, new[] { """{"a":4,"b":1}""", """{"a":1}""" })]
    [InlineData("""{"type":"object","properties":{"a":{}},"additionalProperties":false,"allOf":[{"properties":{"b":{}}}]}""", new[] { "{}", """{"a":1}""" }, new[] { """{"b":1}""" })]
    [InlineData("""{"$defs":{"x":{"type":"integer"}},"type":"array","items":{"$ref":"#/$defs/x"}}""", new[] { "[1,2]" }, new[] { "[true]" })]
    [InlineData("""{"definitions":{"a/b~c":{"const":1}},"$ref":"#/definitions/a~1b~0c"}""", new[] { "1" }, new[] { "2" })]
    [InlineData("""{"$defs":{"x":{"type":"integer"}},"$ref":"#/$defs/x","minimum":5}""", new[] { "5" }, new[] { "4" })]
    [InlineData("""{"type":"object","properties":{"v":{"type":"integer"},"next":{"anyOf":[{"$ref":"#"},{"type":"null"}]}},"required":["v","next"],"additionalProperties":false}""", new[] { """{"v":1,"next":null}""", """{"v":1,"next":{"v":2,"next":{"v":3,"next":null}}}""" }, new[] { """{"v":1}""", """{"v":1,"next":1}""" })]
    [InlineData("""{"$defs":{"t":{"type":"array","items":{"$ref":"#/$defs/t"}}},"$ref":"#/$defs/t"}""", new[] { "[]", "[[],[[]]]" }, new[] { "[1]" })]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"object","properties":{"n":{"$ref":"#/$defs/n"}},"additionalProperties":false}},"required":["a"]}""", new[] { """{"a":{}}""", """{"a":{"n":{"n":{}}}}""" }, new[] { """{"a":{"m":1}}""" })]
    public void Schema_Composed_IsExact(string schema, string[] accepted, string[] rejected) => ConstraintTexts.Check(ConstraintTexts.Schema(schema), accepted, rejected);

    [Fact]
    public void Recursion_ThatEnds_IsAsDeepAsValuesMayBe()
    {
        var constraint = ConstraintTexts.Schema("""{"type":"array","items":{"$ref":"#"}}""");

        Assert.True(ConstraintTexts.Accepts(constraint, new string('[', 24) + new string(']', 24)));
        Assert.False(ConstraintTexts.Accepts(constraint, new string('[', 25) + new string(']', 25)));
    }
}
