using Switchyard.Router.Structures;
using Xunit;

namespace Switchyard.Router.Tests.Structures;

public sealed class JsonExtractTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("  [1, 2]\n", "[1, 2]")]
    [InlineData("42", "42")]
    [InlineData("```json\n{\"a\": 1}\n```", """{"a": 1}""")]
    [InlineData("Sure! Here it is: {\"a\":\"}\"} I hope it helps {always}.", """{"a":"}"}""")]
    [InlineData("A {word} and {\"a\":[1]}", """{"a":[1]}""")]
    [InlineData("{\"a\":1", null)]
    [InlineData("""{"first":{"age":1},"second":{"ag""", null)]
    [InlineData("""[{"age":1},""", null)]
    [InlineData("no JSON at all", null)]
    [InlineData("", null)]
    public void Find_Text_FirstWholeValue(string text, string? expected) => Assert.Equal(expected, JsonExtract.Find(text, out _));
}
