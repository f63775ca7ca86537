using Switchyard.Web.Clients;
using Xunit;

namespace Switchyard.Web.Tests.Clients;

public sealed class ServiceErrorTests
{
    [Theory]
    [InlineData("""{"error":{"message":"No such model.","type":"invalid_request_error"}}""", "No such model.")]
    [InlineData("""{"error":"model not found"}""", "model not found")]
    [InlineData("""{"title":"Not Found","detail":"Run 'x' does not exist.","status":404}""", "Run 'x' does not exist.")]
    [InlineData("""{"title":"Not Found","status":404}""", "Not Found")]
    [InlineData("""{"error":{"message":5}}""", null)]
    [InlineData("[1]", null)]
    [InlineData("<html>", null)]
    [InlineData("", null)]
    public void Describe_Body_FindsTheSentence(string body, string? expected) => Assert.Equal(expected, ServiceError.Describe(body));

    [Fact]
    public async Task ReadAsync_NoSentence_NamesServiceAndStatus()
    {
        using var response = new HttpResponseMessage(System.Net.HttpStatusCode.BadGateway) { Content = new StringContent("oops") };

        var message = await ServiceError.ReadAsync(response, "router", TestContext.Current.CancellationToken);

        Assert.Equal("router answered 502 Bad Gateway.", message);
    }
}
