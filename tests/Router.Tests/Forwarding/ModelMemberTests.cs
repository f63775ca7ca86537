using System.Text;
using Switchyard.Router.Forwarding;
using Xunit;

namespace Switchyard.Router.Tests.Forwarding;

public sealed class ModelMemberTests
{
    [Theory]
    [InlineData("""{"model":"a","x":1}""", """{"model":"b","x":1}""")]
    [InlineData("""{"x":{"model":"inner"},"y":["model"],"model":"a"}""", """{"x":{"model":"inner"},"y":["model"],"model":"b"}""")]
    [InlineData("""{"mod\u0065l":"a"}""", """{"mod\u0065l":"b"}""")]
    [InlineData("""{"model":null,"x":1}""", """{"model":"b","x":1}""")]
    [InlineData("""{"x":1}""", """{"model":"b","x":1}""")]
    [InlineData("""  { "x" : "ü" }""", """  {"model":"b", "x" : "ü" }""")]
    [InlineData("""{"model":"\"\\a","x":1e400}""", """{"model":"b","x":1e400}""")]
    public void Rename_AnyBody_ChangesOnlyTheName(string body, string expected) => Assert.Equal(expected, Rename(body, "b"));

    [Fact]
    public void Rename_NameWithQuotes_IsEscaped() => Assert.Equal("""{"model":"a\u0022,\u0022x","x":1}""", Rename("""{"model":"m","x":1}""", "a\",\"x"));

    [Fact]
    public void Rename_SameName_CopiesNothing()
    {
        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes("""{"model":"b","x":1}""");

        Assert.Equal(body, ModelMember.Find(body.Span).Rename(body, "b"));
    }

    private static string Rename(string body, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return Encoding.UTF8.GetString(ModelMember.Find(bytes).Rename(bytes, name).Span);
    }
}
