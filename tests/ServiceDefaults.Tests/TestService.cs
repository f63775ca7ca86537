using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Switchyard.Contracts.OpenAI;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.ServiceDefaults.Tests;

/// <summary>A small service on a free port with the defaults and a few endpoints that misbehave on request.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private TestService(WebApplication app)
    {
        App = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public int Port => Client.BaseAddress!.Port;

    public static async Task<TestService> StartAsync(
        Action<ServiceDefaultsOptions>? configure = null,
        Action<WebApplicationBuilder>? build = null,
        Action<WebApplication>? map = null,
        params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults(configure);
        build?.Invoke(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        MapSamples(app);
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestService(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    private static void MapSamples(WebApplication app)
    {
        app.MapGet("/hello/{name}", (string name) => $"Hello {name}");
        app.MapGet("/fail", string () => throw new InvalidOperationException("secret-password"));
        app.MapPost("/chat", async (HttpContext context) =>
        {
            var body = await JsonBody.ReadAsync(context, OpenAIJsonContext.Default.ChatCompletionRequest);
            return body.IsValid ? Results.Text(body.Value.Model ?? "none") : new ApiErrorResult(body.Error);
        });
        app.MapPost("/raw", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            return "read";
        });
    }
}
