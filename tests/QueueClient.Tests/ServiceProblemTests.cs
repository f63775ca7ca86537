using System.Net;

namespace Switchyard.QueueClient.Tests;

public sealed class ServiceProblemTests
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
    public void SentenceOf_Body_FindsTheSentence(string body, string? expected) => Assert.Equal(expected, ServiceProblem.SentenceOf(body));

    [Theory]
    [InlineData("""{"error":{"message":"Too many.","type":"rate_limit_error","param":"queue","code":"queue_full"}}""")]
    [InlineData("""{"type":"urn:switchyard:error:queue_full","title":"queue_full","detail":"Too many.","param":"queue"}""")]
    public async Task ReadAsync_EitherShape_SaysTheSame(string body)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent(body), Headers = { { "Retry-After", "2" } } };

        var problem = await ServiceProblem.ReadAsync(response, TestContext.Current.CancellationToken);

        Assert.Equal(new ServiceProblem(HttpStatusCode.TooManyRequests, "Too many.", "queue_full", "queue", TimeSpan.FromSeconds(2)), problem);
        Assert.Equal("Too many.", problem.Message);
    }

    [Fact]
    public async Task ReadAsync_AnswerOfSomebodyElse_TellsTheStatus()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("<html>") };

        Assert.Equal("The server answered with status 502.", (await ServiceProblem.ReadAsync(response, TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public async Task ReadAsync_DateToComeAgain_IsCountedFromTheAnswers()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
        {
            Content = new StringContent("{}"),
            Headers = { { "Date", "Thu, 01 Jan 2026 12:00:00 GMT" }, { "Retry-After", "Thu, 01 Jan 2026 12:00:30 GMT" } },
        };

        Assert.Equal(TimeSpan.FromSeconds(30), (await ServiceProblem.ReadAsync(response, TestContext.Current.CancellationToken)).RetryAfter);
    }
}
