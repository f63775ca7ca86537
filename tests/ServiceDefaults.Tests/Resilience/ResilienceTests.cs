using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.ServiceDefaults.Resilience;

namespace Switchyard.ServiceDefaults.Tests.Resilience;

public sealed class ResilienceTests
{
    private readonly ConcurrentQueue<string> _seen = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_TwoFailures_IsRepeated()
    {
        await using var service = await StartAsync(503, 500, 200);

        Assert.Equal((HttpStatusCode.OK, 3), await SendAsync(service, HttpMethod.Get));
    }

    [Fact]
    public async Task Get_OnlyFailures_EndsWithTheLastAnswer()
    {
        await using var service = await StartAsync(503);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 4), await SendAsync(service, HttpMethod.Get));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    public async Task Get_CallersFault_IsNotRepeated(int status)
    {
        await using var service = await StartAsync(status);

        Assert.Equal(((HttpStatusCode)status, 1), await SendAsync(service, HttpMethod.Get));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task OtherMethods_Failure_AreNotRepeated(string method)
    {
        await using var service = await StartAsync(503);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), await SendAsync(service, new HttpMethod(method)));
    }

    [Fact]
    public async Task EventStream_Failure_IsNotRepeated()
    {
        await using var service = await StartAsync(503);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), await SendAsync(service, HttpMethod.Get, request => request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"))));
    }

    [Fact]
    public async Task LongRetryAfter_IsTheCallersToDecide()
    {
        await using var service = await StartAsync(429);

        Assert.Equal((HttpStatusCode.TooManyRequests, 1), await SendAsync(service, HttpMethod.Get, path: "/flaky?retry=60"));
    }

    [Fact]
    public async Task ClientWithoutResilience_GetsTheFirstAnswer()
    {
        await using var service = await StartAsync(503);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), await SendAsync(service, HttpMethod.Get, client: "probe"));
    }

    [Fact]
    public async Task UnknownService_IsToldAtOnce()
    {
        await using var service = await StartAsync(200);
        using var client = service.App.Services.GetRequiredService<IHttpClientFactory>().CreateClient();

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://nobody/x"), Token));

        Assert.StartsWith("No address is configured for the service 'nobody'.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicas_OneFails_TheOtherIsTried()
    {
        await using var service = await StartAsync(200);
        using var client = service.App.Services.GetRequiredService<IHttpClientFactory>().CreateClient();

        var first = await client.GetStringAsync(new Uri("http://half/hello/a"), Token);
        var second = await client.GetStringAsync(new Uri("http://half/hello/b"), Token);

        Assert.Equal(("Hello a", "Hello b"), (first, second));
    }

    // The limits are for the headers: what follows them may take as long as it takes.
    [Fact]
    public async Task StreamedBody_OutlivesTheAttempt()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = await StartAsync([200], app => app.MapGet("/slow", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("first ", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await release.Task;
            await context.Response.WriteAsync("second", context.RequestAborted);
        }));
        using var client = CreateClient(service, string.Empty);
        using var response = await client.GetAsync(new Uri("http://self/slow"), HttpCompletionOption.ResponseHeadersRead, Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        var buffer = new char[6];
        await reader.ReadBlockAsync(buffer, Token);

        release.SetResult();

        Assert.Equal(("first ", "second"), (new string(buffer), await reader.ReadToEndAsync(Token)));
    }

    private Task<TestService> StartAsync(params int[] statuses) => StartAsync(statuses, _ => { });

    private async Task<TestService> StartAsync(int[] statuses, Action<WebApplication> map)
    {
        var count = -1;
        var service = await TestService.StartAsync(
            build: builder =>
            {
                builder.Services.AddHttpClient();
                builder.Services.AddHttpClient("probe").WithoutResilience();
            },
            map: app =>
            {
                app.Map("/flaky", (HttpContext context) =>
                {
                    _seen.Enqueue(context.Request.Method);
                    if (context.Request.Query["retry"] is [{ } seconds])
                    {
                        context.Response.Headers.RetryAfter = seconds;
                    }

                    context.Response.StatusCode = statuses[Math.Min(Interlocked.Increment(ref count), statuses.Length - 1)];
                });
                map(app);
            });
        service.App.Configuration["services:self:http:0"] = service.Client.BaseAddress!.ToString();
        service.App.Configuration["services:half:http:0"] = "http://127.0.0.1:1";
        service.App.Configuration["services:half:http:1"] = service.Client.BaseAddress!.ToString();
        return service;
    }

    private static HttpClient CreateClient(TestService service, string name) => service.App.Services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    private async Task<(HttpStatusCode Status, int Attempts)> SendAsync(TestService service, HttpMethod method, Action<HttpRequestMessage>? change = null, string path = "/flaky", string client = "")
    {
        using var http = CreateClient(service, client);
        using var request = new HttpRequestMessage(method, new Uri("http://self" + path));
        change?.Invoke(request);
        using var response = await http.SendAsync(request, Token);
        return (response.StatusCode, _seen.Count);
    }
}
