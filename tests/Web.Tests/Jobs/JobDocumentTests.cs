using System.Text;
using Switchyard.Web.Jobs;
using Xunit;

namespace Switchyard.Web.Tests.Jobs;

public sealed class JobDocumentTests
{
    [Fact]
    public void Of_Json_IsIndentedWithItsLettersAsTheyAre()
    {
        Assert.Equal("{\n  \"input\": \"Grüße <b>\"\n}", Of("application/json", """{"input":"Grüße <b>"}""").Text);
    }

    [Theory]
    [InlineData("text/plain", "{\"a\":1}")]
    [InlineData("application/json", "{broken")]
    [InlineData(null, "plain")]
    public void Of_AnythingElse_IsShownAsItIs(string? type, string body)
    {
        Assert.Equal((0, body, false), (Of(type, body).Messages.Count, Of(type, body).Text, Of(type, body).IsCut));
    }

    [Fact]
    public void Of_LongBody_IsCutAndSaysSo()
    {
        var body = $$"""{"input":"{{new string('x', JobDocument.MaxChars)}}"}""";

        var document = Of("application/json", body);

        Assert.Equal((true, body.Length, JobDocument.MaxChars), (document.IsCut, document.Bytes, document.Text.Length));
        Assert.Equal(JobDocument.MaxChars, Assert.Single(document.Messages).Text.Length);
    }

    private static JobDocument Of(string? type, string body) => JobDocument.Of(type, Encoding.UTF8.GetBytes(body));
}
