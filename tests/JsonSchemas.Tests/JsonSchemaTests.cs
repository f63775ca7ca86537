using System.Text.Json;

namespace Switchyard.JsonSchemas.Tests;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""true""", """1""", null)]
    [InlineData("""false""", """1""", "the answer is not allowed")]
    [InlineData("""{"type":"object"}""", """[]""", "the answer must be of type object")]
    [InlineData("""{"type":["string","null"]}""", """null""", null)]
    [InlineData("""{"type":"integer"}""", """1.0""", null)]
    [InlineData("""{"type":"integer"}""", """1.5""", "the answer must be of type integer")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":["a"]}""", """{}""", "the answer lacks the required member 'a'")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"a":1}""", "/a must be of type string")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"b":1}""", "the answer must not have the member 'b'")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":{"type":"number"}}""", """{"b":"x"}""", "/b must be of type number")]
    [InlineData("""{"patternProperties":{"^x":{"type":"number"}},"additionalProperties":false}""", """{"x1":2}""", null)]
    [InlineData("""{"patternProperties":{"^x":{"type":"number"}}}""", """{"x1":"2"}""", "/x1 must be of type number")]
    [InlineData("""{"propertyNames":{"maxLength":2}}""", """{"abc":1}""", "/abc must have at most 2 characters")]
    [InlineData("""{"minProperties":2}""", """{"a":1}""", "the answer must have at least 2 members")]
    [InlineData("""{"items":{"type":"number"}}""", """[1,"2"]""", "/1 must be of type number")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}""", """["a",1]""", null)]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":false}""", """["a",1]""", "/1 is not allowed")]
    [InlineData("""{"maxItems":1}""", """[1,2]""", "the answer must have at most 1 items")]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1,"b":2},{"b":2,"a":1}]""", "the answer has an item twice")]
    [InlineData("""{"uniqueItems":true}""", """[1,1.0]""", "the answer has an item twice")]
    [InlineData("""{"contains":{"type":"string"}}""", """[1]""", "the answer has none of the items asked for (contains)")]
    [InlineData("""{"contains":{"type":"string"},"maxContains":1}""", """["a","b"]""", "the answer must have at most 1 of the items asked for")]
    [InlineData("""{"enum":["a",{"b":1}]}""", """{"b":1}""", null)]
    [InlineData("""{"enum":["a"]}""", "\"b\"", """the answer must be one of ["a"]""")]
    [InlineData("""{"const":"x"}""", "\"y\"", "the answer must be \"x\"")]
    [InlineData("""{"minimum":3}""", """2""", "the answer must be at least 3")]
    [InlineData("""{"exclusiveMaximum":3}""", """3""", "the answer must be less than 3")]
    [InlineData("""{"multipleOf":0.1}""", """0.3""", null)]
    [InlineData("""{"multipleOf":0.1}""", """0.35""", "the answer must be a multiple of 0.1")]
    [InlineData("""{"maxLength":1}""", "\"\U0001F600\"", null)]
    [InlineData("""{"minLength":2}""", "\"a\"", "the answer must have at least 2 characters")]
    [InlineData("""{"pattern":"^a+$"}""", "\"b\"", "the answer must match the pattern ^a+$")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":2}]}""", """3""", "the answer must be at most 2")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """3""", "the answer fits none of the 2 alternatives (anyOf)")]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", """3""", "the answer fits 2 of the 2 alternatives instead of one (oneOf)")]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", "the answer is what it must not be (not)")]
    [InlineData("""{"if":{"type":"string"},"then":{"minLength":2},"else":{"minimum":5}}""", """3""", "the answer must be at least 5")]
    [InlineData("""{"$ref":"#/$defs/a~1b","$defs":{"a/b":{"type":"string"}}}""", """3""", "the answer must be of type string")]
    [InlineData("""{"properties":{"next":{"$ref":"#"},"v":{"type":"number"}}}""", """{"next":{"next":{"v":"x"}}}""", "/next/next/v must be of type number")]
    [InlineData("""{"format":"email","unknown":1}""", "\"x\"", null)]
    public void Validate_Value_FirstErrorIsNamedWithItsPlace(string schema, string value, string? expected) =>
        Assert.Equal(expected, JsonSchema.Read(JsonElement.Parse(schema)).Validate(JsonElement.Parse(value)));

    [Theory]
    [InlineData("""3""", "A schema must be an object, true or false.")]
    [InlineData("""{"$ref":"https://example.com/x.json"}""", "/$ref: References to other documents are not followed")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "/$ref: There is nothing at '#/$defs/none'.")]
    [InlineData("""{"$ref":"#anchor"}""", "/$ref: References by anchor are not followed")]
    [InlineData("""{"properties":{"a":{"pattern":"(?<=a)b"}}}""", "/properties/a/pattern: The pattern is not one that can be checked")]
    [InlineData("""{"pattern":"("}""", "/pattern: The pattern is not one that can be checked")]
    [InlineData("""{"items":{"minLength":-1}}""", "/items/minLength: This keyword must be a whole number of 0 or more.")]
    [InlineData("""{"type":"strng"}""", "/type: This keyword must name one of object, array")]
    [InlineData("""{"type":["string",1]}""", "/type: This keyword must name one of object, array")]
    [InlineData("""{"anyOf":{}}""", "/anyOf: This keyword must be an array of schemas.")]
    [InlineData("""{"unevaluatedProperties":false}""", "/unevaluatedProperties: This keyword is not supported.")]
    public void Read_UnusableSchema_IsRefusedWithItsPlace(string schema, string message) =>
        Assert.StartsWith(message, Assert.Throws<SchemaException>(() => JsonSchema.Read(JsonElement.Parse(schema))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_DeepSchema_IsRefused()
    {
        var schema = string.Concat(Enumerable.Repeat("""{"not":""", 70)) + "true" + new string('}', 70);

        Assert.Contains("more than 64 levels", Assert.Throws<SchemaException>(() => JsonSchema.Read(JsonDocument.Parse(schema, new JsonDocumentOptions { MaxDepth = 200 }).RootElement)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_HostilePattern_TakesTimeInProportionToTheText() =>
        Assert.Equal("the answer must match the pattern ^(a+)+$", JsonSchema.Read(JsonElement.Parse("""{"pattern":"^(a+)+$"}""")).Validate(JsonElement.Parse($"\"{new string('a', 5000)}b\"")));

    [Theory]
    [InlineData("""{"$ref":"#"}""", "/$ref: The reference '#' leads back to itself")]
    [InlineData("""{"anyOf":[{"type":"null"},{"$ref":"#"}]}""", "/anyOf/1/$ref: The reference '#' leads back to itself")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"not":{"$ref":"#/$defs/c"}},"c":{"oneOf":[true,{"$ref":"#/$defs/b"}]}}}""", "/properties/a/$ref: The reference '#/$defs/b' leads back to itself")]
    public void Read_ReferenceToItself_IsRefused(string schema, string message) =>
        Assert.StartsWith(message, Assert.Throws<SchemaException>(() => JsonSchema.Read(JsonElement.Parse(schema))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_EndlessChainOfReferences_IsRefused()
    {
        var chain = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""
            "{{i}}":{"$ref":"#/$defs/{{i + 1}}"}
            """));

        Assert.Contains("more than 64 steps", Assert.Throws<SchemaException>(() => JsonSchema.Read(JsonElement.Parse($$$"""{"$ref":"#/$defs/0","$defs":{{{{chain}}},"10000":true}}"""))).Message, StringComparison.Ordinal);
    }

    /// <summary>What a reference names is a schema, wherever it lies.</summary>
    [Theory]
    [InlineData("""{"$ref":"#/const","const":{"pattern":"("}}""", "#/const/pattern: The pattern is not one that can be checked")]
    [InlineData("""{"$ref":"#/own","own":{"minLength":"x"}}""", "#/own/minLength: This keyword must be a whole number")]
    [InlineData("""{"$ref":"#/own","own":{"$ref":"https://example.com/x.json"}}""", "/$ref: References to other documents are not followed")]
    [InlineData("""{"$ref":"#/required","required":["a"]}""", "#/required: A schema must be an object, true or false.")]
    public void Read_ReferenceToNoSchema_IsRefusedWithItsPlace(string schema, string message) =>
        Assert.StartsWith(message, Assert.Throws<SchemaException>(() => JsonSchema.Read(JsonElement.Parse(schema))).Message, StringComparison.Ordinal);

    [Fact]
    public void Validate_ReferenceOutsideOfDefs_IsChecked() =>
        Assert.Equal("the answer must match the pattern ^b$", JsonSchema.Read(JsonElement.Parse("""{"$ref":"#/own","own":{"pattern":"^b$"}}""")).Validate(JsonElement.Parse("\"a\"")));
}
