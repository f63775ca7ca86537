using System.Text;
using Switchyard.Providers.OpenAICompatible;
using Xunit;

namespace Switchyard.Providers.Tests.OpenAICompatible;

public sealed class ErrorReaderTests
{
    [Theory]
    [InlineData("""{"error":{"message":"No.","type":"t","param":"model","code":"c"}}""", "No.", "c", "model")]
    [InlineData("""{"error":{"message":"No.","code":404}}""", "No.", "404", null)]
    [InlineData("""{"error":"model not found"}""", "model not found", null, null)]
    [InlineData("""{"object":"error","message":"No.","type":"t"}""", "No.", null, null)]
    [InlineData("""{"detail":"Unauthorized"}""", "Unauthorized", null, null)]
    public void Parse_KnownShapes_AreUnderstood(string body, string message, string? code, string? param)
    {
        var error = ErrorReader.Parse(Encoding.UTF8.GetBytes(body));

        Assert.Equal((message, code, param), (error?.Message, error?.Code, error?.Param));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"error":{"message":[]}}""")]
    public void Parse_AnythingElse_IsNoError(string body) => Assert.Null(ErrorReader.Parse(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Parse_LongMessage_IsCut() =>
        Assert.Equal(2000, ErrorReader.Parse(Encoding.UTF8.GetBytes($$"""{"error":"{{new string('x', 5000)}}"}"""))?.Message.Length);
}
