using Switchyard.Web.Clients;
using Xunit;

namespace Switchyard.Web.Tests.Clients;

public sealed class ServiceErrorTests
{
    [Fact]
    public async Task ReadAsync_Sentence_IsTheServices()
    {
        using var response = new HttpResponseMessage(System.Net.HttpStatusCode.NotFound) { Content = new StringContent("""{"title":"Not Found","detail":"Run 'x' does not exist.","status":404}""") };

        Assert.Equal("Run 'x' does not exist.", await ServiceError.ReadAsync(response, "agenthost", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ReadAsync_NoSentence_NamesServiceAndStatus()
    {
        using var response = new HttpResponseMessage(System.Net.HttpStatusCode.BadGateway) { Content = new StringContent("oops") };

        var message = await ServiceError.ReadAsync(response, "router", TestContext.Current.CancellationToken);

        Assert.Equal("router answered 502 Bad Gateway.", message);
    }
}
