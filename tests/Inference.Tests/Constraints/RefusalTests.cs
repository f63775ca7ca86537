using System.Text;
using System.Text.Json;
using Switchyard.Inference.Constraints;

namespace Switchyard.Inference.Tests.Constraints;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("""{"not":{}}""", "not", "#")]
    [InlineData("""{"if":{},"then":{}}""", "if", "#")]
    [InlineData("""{"then":{}}""", "then", "#")]
    [InlineData("""{"else":{}}""", "else", "#")]
    [InlineData("""{"type":"array","contains":{}}""", "contains", "#")]
    [InlineData("""{"type":"array","minContains":1}""", "minContains", "#")]
    [InlineData("""{"type":"array","items":{},"unevaluatedItems":false}""", "unevaluatedItems", "#")]
    [InlineData("""{"type":"object","unevaluatedProperties":false}""", "unevaluatedProperties", "#")]
    [InlineData("""{"type":"object","propertyNames":{"pattern":"a"}}""", "propertyNames", "#")]
    [InlineData("""{"type":"object","dependentRequired":{}}""", "dependentRequired", "#")]
    [InlineData("""{"type":"object","dependentSchemas":{}}""", "dependentSchemas", "#")]
    [InlineData("""{"$dynamicRef":"#x"}""", "$dynamicRef", "#")]
    [InlineData("""{"$anchor":"x"}""", "$anchor", "#")]
    [InlineData("""{"properties":{"a/b":{"$id":"x"}}}""", "$id", "#/properties/a~1b")]
    [InlineData("""{"nullable":true}""", "nullable", "#")]
    [InlineData("""{"typ":"string"}""", "typ", "#")]
    [InlineData("""{"type":"array","uniqueItems":true}""", "uniqueItems", "#")]
    [InlineData("""{"type":"array","items":[{}]}""", "items", "#")]
    [InlineData("""{"type":"object","minProperties":2}""", "minProperties", "#")]
    [InlineData("""{"type":"object","properties":{"xa":{}},"patternProperties":{"^x":{}}}""", "patternProperties", "#")]
    [InlineData("""{"type":"object","patternProperties":{"^x":{},"y":{}}}""", "patternProperties", "#")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "oneOf", "#")]
    [InlineData("""{"items":{"oneOf":[{"type":"object"},{"type":"object","required":["a"]}]}}""", "oneOf", "#/items")]
    [InlineData("""{"type":"string","format":"iri"}""", "format", "#")]
    [InlineData("""{"type":"string","pattern":"a(?=b)"}""", "pattern", "#")]
    [InlineData("""{"type":"string","pattern":"(a)\\1"}""", "pattern", "#")]
    [InlineData("""{"type":"string","pattern":"\\bword\\b"}""", "pattern", "#")]
    [InlineData("""{"type":"string","pattern":"["}""", "pattern", "#")]
    [InlineData("""{"type":"number","multipleOf":0.3}""", "multipleOf", "#")]
    [InlineData("""{"type":"integer","multipleOf":100003}""", "multipleOf", "#")]
    [InlineData("""{"type":"integer","multipleOf":0}""", "multipleOf", "#")]
    [InlineData("""{"type":"integer","minimum":1e15}""", "minimum", "#")]
    [InlineData("""{"type":"integer","minimum":"1"}""", "minimum", "#")]
    [InlineData("""{"type":"integer","minimum":1e999999}""", "minimum", "#")]
    [InlineData("""{"exclusiveMinimum":true,"minimum":1}""", "exclusiveMinimum", "#")]
    [InlineData("""{"type":"strin"}""", "type", "#")]
    [InlineData("""{"type":"string","minLength":-1}""", "minLength", "#")]
    [InlineData("""{"type":"string","pattern":"^a*$","maxLength":100000}""", "maxLength", "#")]
    [InlineData("""{"required":"a"}""", "required", "#")]
    [InlineData("""{"anyOf":[]}""", "anyOf", "#")]
    [InlineData("""{"enum":[]}""", "enum", "#")]
    [InlineData("""{"properties":{"a":1}}""", "schema", "#/properties/a")]
    [InlineData("false", "schema", "#")]
    [InlineData("1", "schema", "#")]
    [InlineData("""{"type":"string","minLength":3,"maxLength":2}""", "minLength", "#")]
    [InlineData("""{"type":"string","enum":[1]}""", "enum", "#")]
    [InlineData("""{"type":"object","properties":{"a":false},"required":["a"]}""", "schema", "#/properties/a")]
    [InlineData("""{"$ref":"#"}""", "$ref", "#")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"allOf":[{"$ref":"#/$defs/a"}]}}}""", "$ref", "#/$defs/a")]
    [InlineData("""{"anyOf":[{"$ref":"#"},{"type":"string"}]}""", "$ref", "#/anyOf/0")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}""", "schema", "#")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "$ref", "#")]
    [InlineData("""{"$ref":"other.json"}""", "$ref", "#")]
    [InlineData("""{"const":"\ud800"}""", "schema", "#")]
    public void Schema_ThatCannotBeHonoured_IsRefusedByKeyword(string schema, string keyword, string location)
    {
        var exception = Assert.Throws<ConstraintException>(() => ConstraintTexts.Schema(schema));

        Assert.Equal((keyword, location), (exception.Keyword, exception.Location));
        Assert.StartsWith($"'{keyword}' at {location} cannot be honoured: ", exception.Message);
    }

    [Theory]
    [InlineData("""{"type":"integer","minimum":5,"maximum":4}""", "#", "minimum", "'minimum' 5 is above 'maximum' 4")]
    [InlineData("""{"type":"number","exclusiveMinimum":-0.5,"maximum":-1.25}""", "#", "exclusiveMinimum", "'exclusiveMinimum' -0.5 is above 'maximum' -1.25")]
    [InlineData("""{"type":"number","minimum":4,"exclusiveMaximum":4}""", "#", "minimum", "no number satisfies 'minimum' and 'exclusiveMaximum' together")]
    [InlineData("""{"type":"integer","minimum":4,"maximum":5,"multipleOf":7}""", "#", "minimum", "no integer satisfies 'minimum', 'maximum' and 'multipleOf' together")]
    [InlineData("""{"type":"array","minItems":3,"maxItems":2}""", "#", "minItems", "'minItems' 3 is above 'maxItems' 2")]
    [InlineData("""{"type":"array","items":false,"minItems":1}""", "#/items", "schema", "'false' allows nothing")]
    [InlineData("""{"type":"string","minLength":3,"maxLength":2}""", "#", "minLength", "'minLength' 3 is above 'maxLength' 2")]
    [InlineData("""{"type":"string","minLength":3,"pattern":"^.$"}""", "#", "minLength", "no string satisfies 'minLength' and 'pattern' together")]
    [InlineData("""{"type":"string","minLength":3,"maxLength":4,"pattern":"^.$"}""", "#", "minLength", "no string satisfies 'minLength', 'maxLength' and 'pattern' together")]
    [InlineData("""{"type":"string","pattern":"b^"}""", "#", "pattern", "no string satisfies it")]
    [InlineData("""{"type":"object","properties":{"a":{},"b":{}},"additionalProperties":false,"minProperties":2,"maxProperties":1}""", "#", "minProperties", "'minProperties' 2 is above 'maxProperties' 1")]
    [InlineData("""{"type":"object","properties":{"a":{},"b":{}},"required":["a","b"],"maxProperties":1}""", "#", "required", "'required' names 2 properties, which is above 'maxProperties' 1")]
    [InlineData("""{"type":"string","enum":[1]}""", "#", "enum", "no value of 'enum' and 'const' satisfies the other keywords")]
    [InlineData("false", "#", "schema", "'false' allows nothing")]
    [InlineData("""{"properties":{"a":{"anyOf":[false,{"type":"null"}]},"b":{"type":"integer","minimum":2,"maximum":1}},"required":["b"]}""", "#/properties/b", "minimum", "'minimum' 2 is above 'maximum' 1")]
    [InlineData("""{"$defs":{"x":{"type":"array","minItems":2,"maxItems":1}},"properties":{"a":{"anyOf":[{"$ref":"#/$defs/x"},{"type":"null"}]},"b":{"$ref":"#/$defs/x"}},"required":["b"]}""", "#/$defs/x", "minItems", "'minItems' 2 is above 'maxItems' 1")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}""", "#", "schema", "no value nested at most 24 deep satisfies it")]
    public void Schema_WhoseKeywordsContradict_NamesThem(string schema, string location, string keyword, string reason)
    {
        var exception = Assert.Throws<ConstraintException>(() => ConstraintTexts.Schema(schema));

        Assert.Equal((location, keyword, reason), (exception.Location, exception.Keyword, exception.Reason));
    }

    [Theory]
    [InlineData("(a*)*b{3,")]
    [InlineData("(?:a{0,1000}){0,1000}")]
    [InlineData("(?:(?:(?:a{1,100}){1,100}){1,100}){1,100}")]
    [InlineData("(?:a|b)*a(?:a|b){40}")]
    [InlineData("a{99999999999}")]
    [InlineData("(?i)a")]
    [InlineData("a**")]
    [InlineData("*a")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("\\q")]
    [InlineData("\\p{Script=Greek}")]
    [InlineData("[z-a]")]
    [InlineData("a{3,2}")]
    [InlineData("[]")]
    [InlineData("a^")]
    public void Regex_BrokenOrTooLarge_IsRefused(string pattern)
    {
        // Broken counts are literals in ECMAScript without the u flag, as they are here.
        if (pattern == "(a*)*b{3,")
        {
            Assert.True(ConstraintTexts.Accepts(ConstraintTexts.Compiler.CompileRegex(pattern), "aab{3,"));
            return;
        }

        Assert.Equal("regex", Assert.Throws<ConstraintException>(() => ConstraintTexts.Compiler.CompileRegex(pattern)).Keyword);
    }

    [Fact]
    public void Regex_OfHalfASurrogatePair_IsRefused() => Assert.Throws<ConstraintException>(() => ConstraintTexts.Compiler.CompileRegex("a\ud800"));

    [Theory]
    [InlineData("(a+)+$", "aaa", "aab")]
    [InlineData("(?:a?){200}a{200}", null, "a")]
    [InlineData("(?:(?:a|a)*)*", "aaaa", "b")]
    [InlineData("(?:a|ab|abc)*", "abcaba", "b")]
    [InlineData("[a-z]{0,2000}", "abc", "A")]
    public void Regex_HostileToBacktracking_Compiles(string pattern, string? accepted, string rejected) =>
        ConstraintTexts.Check(ConstraintTexts.Compiler.CompileRegex(pattern), accepted is null ? [] : [accepted], [rejected]);

    [Fact]
    public void Schema_WithManyHostilePatterns_IsRefusedAsAWhole()
    {
        var properties = Enumerable.Range(0, 500).Select(i => $$"""
            "p{{i}}":{"type":"string","pattern":"(?:a|b)*a(?:a|b){11}c{{i}}"}
            """);

        Assert.Equal("pattern", Assert.Throws<ConstraintException>(() => ConstraintTexts.Schema($$$"""{"type":"object","properties":{{{{string.Join(',', properties)}}}}}""")).Keyword);
    }

    [Fact]
    public void Schema_WithAFactorialOfChoices_IsRefused()
    {
        var branches = string.Join(',', Enumerable.Range(0, 8).Select(i => $$"""{"minLength":{{i}}}"""));
        var groups = string.Join(',', Enumerable.Repeat($$"""{"anyOf":[{{branches}}]}""", 12));

        Assert.Equal("schema", Assert.Throws<ConstraintException>(() => ConstraintTexts.Schema($$"""{"type":"string","allOf":[{{groups}}]}""")).Keyword);
    }

    [Fact]
    public void Schema_RecursiveInManyPlaces_EndsOneWayOrTheOther()
    {
        var names = Enumerable.Range(0, 40).ToArray();
        var all = string.Join(',', names.Select(i => $"\"p{i}\":{{\"$ref\":\"#/$defs/d{i}\"}}"));
        var definitions = string.Join(',', names.Select(i => $"\"d{i}\":{{\"type\":\"object\",\"properties\":{{{all}}},\"additionalProperties\":false}}"));
        var constraint = ConstraintTexts.Schema($"{{\"$defs\":{{{definitions}}},\"$ref\":\"#/$defs/d0\"}}");

        Assert.True(ConstraintTexts.Accepts(constraint, """{"p0":{"p1":{"p39":{}},"p2":{}}}"""));
    }

    [Fact]
    public void Schema_LongerThanTheLimit_IsRefused() =>
        Assert.Equal("schema", Assert.Throws<ConstraintException>(() => ConstraintTexts.Schema($$"""{"description":"{{new string('a', 300_000)}}"}""")).Keyword);

    [Fact]
    public void Schema_NestedAsDeepAsItParses_IsRefusedOrCompiled()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 20; i++)
        {
            text.Append("""{"type":"array","items":""");
        }

        Assert.True(ConstraintTexts.Accepts(ConstraintTexts.Schema($"{text}true{new string('}', 20)}"), "[[[[1]]]]") is false);
        var deep = string.Concat(Enumerable.Repeat("""{"allOf":[""", 25)) + "true" + string.Concat(Enumerable.Repeat("]}", 25));
        Assert.True(ConstraintTexts.Accepts(ConstraintTexts.Schema(deep), "1"));
    }

    [Fact]
    public void Readings_ThatDoubleAtEachLevel_AreBounded()
    {
        var constraint = ConstraintTexts.Schema("""{"anyOf":[{"type":"array","items":{"$ref":"#"}},{"type":"array","items":{"$ref":"#"},"maxItems":5},{"type":"array","minItems":1,"items":{"$ref":"#"}}]}""");

        Assert.True(ConstraintTexts.Accepts(constraint, new string('[', 20) + new string(']', 20)));
    }

    [Fact]
    public void Json_WithoutTokensForItsBytes_IsRefused()
    {
        var letters = new ConstraintVocabulary(id => new[] { (byte)('a' + id) }, 26);

        Assert.Equal("json", Assert.Throws<ConstraintException>(() => new ConstraintCompiler(letters, 1).CompileJson()).Keyword);
        Assert.Equal("choice", Assert.Throws<ConstraintException>(() => new ConstraintCompiler(letters, 1).CompileChoice([])).Keyword);
        Assert.Throws<ConstraintException>(() => new ConstraintCompiler(letters, 1).CompileRegex("A"));
    }

    [Fact]
    public void Schema_InAVocabularyOfAscii_WritesAsciiOnly()
    {
        var ascii = new ConstraintVocabulary(id => new[] { (byte)id }, 128);
        var compiler = new ConstraintCompiler(ascii, 4);

        var state = compiler.CompileJsonSchema(JsonElement.Parse("""{"enum":["ü","u"]}""")).Start();
        state.Accept('"');
        var mask = new TokenMask(128);
        state.Fill(mask);
        Assert.Equal(['u'], Enumerable.Range(0, 128).Where(id => mask[id]).Select(id => (char)id));
        Assert.Throws<ConstraintException>(() => compiler.CompileJsonSchema(JsonElement.Parse("""{"const":"ü"}""")));
    }
}
