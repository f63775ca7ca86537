using Switchyard.Web.Jobs;
using Xunit;

namespace Switchyard.Web.Tests.Jobs;

public sealed class JobDocumentTests
{
    [Fact]
    public void Of_Json_IsIndentedWithItsLettersAsTheyAre()
    {
        Assert.Equal("{\n  \"input\": \"Grüße <b>\"\n}", JobDocument.Of("""{"input":"Grüße <b>"}""").Text);
    }

    [Theory]
    [InlineData("{broken")]
    [InlineData("plain")]
    public void Of_AnythingElse_IsShownAsItIs(string body)
    {
        var document = JobDocument.Of(body);

        Assert.Equal((0, body, false), (document.Messages.Count, document.Text, document.IsCut));
    }

    [Fact]
    public void Of_LongBody_IsCutAndSaysSo()
    {
        var body = $$"""{"input":"{{new string('x', JobDocument.MaxChars)}}"}""";

        var document = JobDocument.Of(body);

        Assert.Equal((true, body.Length, JobDocument.MaxChars), (document.IsCut, document.Bytes, document.Text.Length));
        Assert.Equal(JobDocument.MaxChars, Assert.Single(document.Messages).Text.Length);
    }
}
