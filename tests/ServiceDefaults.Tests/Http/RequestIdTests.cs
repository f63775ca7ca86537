namespace Switchyard.ServiceDefaults.Tests.Http;

public sealed class RequestIdTests
{
    [Theory]
    [InlineData("abc-DEF_1.2")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456")]
    public async Task RequestId_Sane_IsEchoed(string id) => Assert.Equal(id, await AskAsync(id));

    [Theory]
    [InlineData("has space")]
    [InlineData("a" + "\u0022b")]
    [InlineData("a;b")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678")]
    [InlineData("")]
    public async Task RequestId_NotSane_IsReplaced(string id) => Assert.Matches("^[0-9a-f]{32}$", await AskAsync(id));

    [Fact]
    public async Task Response_Always_HasTheSafetyHeaders()
    {
        await using var service = await TestService.StartAsync();

        using var response = await service.Client.GetAsync("/hello/you", TestContext.Current.CancellationToken);

        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["DENY"], response.Headers.GetValues("X-Frame-Options"));
        Assert.Equal(["no-referrer"], response.Headers.GetValues("Referrer-Policy"));
        Assert.False(response.Headers.Contains("Server"));
    }

    private static async Task<string> AskAsync(string id)
    {
        await using var service = await TestService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hello/you");
        request.Headers.TryAddWithoutValidation("x-request-id", id);

        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

        return response.Headers.GetValues("x-request-id").Single();
    }
}
