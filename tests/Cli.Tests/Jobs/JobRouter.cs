using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests.Jobs;

/// <summary>Stands for the Router's job queue: answers by method and path, and refuses what it does not know.</summary>
internal static class JobRouter
{
    public const string Id = "0198a000-0000-7000-8000-000000000001";

    public const string Failed = $$"""
        {"id":"{{Id}}","object":"job","url":"/v1/chat/completions","queue":"default","priority":"high","status":"failed","attempts":2,"failures":1,"crashes":1,"retries":0,"labels":[],
        "worker":"w1","error":{"code":"model_not_found","message":"There is no model 'nobody'."},"created_at":"2026-01-01T12:00:00+00:00","run_at":"2026-01-01T12:00:00+00:00","finished_at":"2026-01-01T12:00:31+00:00"}
        """;

    public const string Completed = $$"""
        {"id":"{{Id}}","object":"job","url":"/v1/chat/completions","queue":"default","priority":"normal","status":"completed","attempts":1,"failures":0,"crashes":0,"retries":3,"labels":["gpu"],
        "worker":"w1","created_at":"2026-01-01T12:00:00+00:00","run_at":"2026-01-01T12:00:00+00:00","started_at":"2026-01-01T12:00:30+00:00","finished_at":"2026-01-01T12:00:31+00:00"}
        """;

    public static Task<FakeUpstream> StartAsync(params (string Route, RequestDelegate Answer)[] routes) => FakeUpstream.StartAsync(
        context => routes.FirstOrDefault(route => route.Route == $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}").Answer is { } answer
            ? answer(context)
            : Replies.Error(404, $"There is no {context.Request.Method} {context.Request.Path}{context.Request.QueryString}.", "not_found")(context),
        TestContext.Current.CancellationToken);

    /// <summary>A stream of a job's events, and then its end.</summary>
    public static RequestDelegate Events(params (string Type, int Attempt, string Data)[] events) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        for (var i = 0; i < events.Length; i++)
        {
            await SendAsync(context, i + 1, events[i]);
        }
    };

    /// <summary>A stream that says something and goes on for ever.</summary>
    public static RequestDelegate EndlessEvents(params (string Type, int Attempt, string Data)[] events) => async context =>
    {
        await Events(events)(context);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    };

    public static string Says(string text) => $$$"""{"choices":[{"index":0,"delta":{"content":"{{{text}}}"}}]}""";

    private static async Task SendAsync(HttpContext context, int sequence, (string Type, int Attempt, string Data) item)
    {
        await context.Response.WriteAsync($"id: {sequence}\nevent: {item.Type}\ndata: {{\"sequence\":{sequence},\"attempt\":{item.Attempt},\"at\":\"2026-01-01T12:00:00Z\",\"data\":{item.Data}}}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
