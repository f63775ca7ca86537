using Microsoft.AspNetCore.Http;

namespace Switchyard.Web.Tests.Support;

/// <summary>Jobs as the Router describes them.</summary>
internal static class JobSamples
{
    public const string Waiting = "0198a000-0000-7000-8000-000000000004";
    public const string Running = "0198a000-0000-7000-8000-000000000003";
    public const string Failed = "0198a000-0000-7000-8000-000000000002";
    public const string Completed = "0198a000-0000-7000-8000-000000000001";

    public const string FailedJob = $$"""
        {"id":"{{Failed}}","object":"job","url":"/v1/chat/completions","queue":"default","priority":"high","status":"failed","attempts":2,"failures":1,"crashes":1,"retries":0,"labels":["gpu"],
        "worker":"worker-1","error":{"code":"model_not_found","message":"There is no model 'nobody'."},"created_at":"2026-01-01T12:00:00+00:00","run_at":"2026-01-01T12:00:00+00:00",
        "started_at":"2026-01-01T12:00:30+00:00","finished_at":"2026-01-01T12:00:31+00:00"}
        """;

    public const string CompletedJob = $$"""
        {"id":"{{Completed}}","object":"job","url":"/v1/chat/completions","queue":"default","priority":"normal","status":"completed","attempts":1,"failures":0,"crashes":0,"retries":3,"labels":[],
        "worker":"worker-1","created_at":"2026-01-01T11:59:00+00:00","run_at":"2026-01-01T11:59:00+00:00","started_at":"2026-01-01T11:59:01+00:00","finished_at":"2026-01-01T11:59:03+00:00"}
        """;

    public const string RunningJob = $$"""
        {"id":"{{Running}}","object":"job","url":"/v1/chat/completions","queue":"default","priority":"normal","status":"running","attempts":1,"failures":0,"crashes":0,"retries":3,"labels":[],
        "worker":"worker-2","created_at":"2026-01-01T12:01:00+00:00","run_at":"2026-01-01T12:01:00+00:00","started_at":"2026-01-01T12:01:01+00:00"}
        """;

    public const string WaitingJob = $$"""
        {"id":"{{Waiting}}","object":"job","url":"/v1/embeddings","queue":"nightly","priority":"low","status":"pending","attempts":0,"failures":0,"crashes":0,"retries":3,"labels":[],"waiting_for":"a worker of the queue 'nightly'; none is running",
        "created_at":"2026-01-01T12:02:00+00:00","run_at":"2126-01-01T12:02:00+00:00"}
        """;

    public const string All = $$"""{"object":"list","data":[{{WaitingJob}},{{RunningJob}},{{FailedJob}},{{CompletedJob}}],"has_more":false}""";

    public const string DeadLetters = $$"""{"object":"list","data":[{{FailedJob}}],"has_more":false}""";

    public const string None = """{"object":"list","data":[],"has_more":false}""";

    public const string Depths = """
        {"object":"list","data":[{"queue":"default","priority":"high","ready":6,"delayed":0,"running":2,"unserved":4,"oldest_seconds":90.5},
        {"queue":"default","priority":"normal","ready":0,"delayed":2,"running":2,"oldest_seconds":0},{"queue":"nightly","priority":"low","ready":0,"delayed":1,"running":0,"oldest_seconds":0}]}
        """;

    public const string Workers = """
        {"object":"list","data":[{"id":"0198a000-0000-7000-8000-00000000000a","name":"worker-1","queue":"default","urls":["/v1/chat/completions","/v1/agents/*"],"labels":["gpu"],"concurrency":4,"running":3,
        "started_at":"2026-01-01T11:00:00+00:00","last_seen_at":"2026-01-01T12:02:00+00:00","stopping":false},
        {"id":"0198a000-0000-7000-8000-00000000000b","name":"worker-2","queue":"default","urls":[],"labels":[],"concurrency":2,"running":0,
        "started_at":"2026-01-01T11:00:00+00:00","last_seen_at":"2026-01-01T12:02:00+00:00","stopping":true}]}
        """;

    public const string Request = """{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"What is the <b>capital</b> of France?"}]}""";

    public const string Answer = """{"id":"chatcmpl-1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"The capital is Paris."},"finish_reason":"stop"}]}""";

    /// <summary>Begins to answer a request for a job's events.</summary>
    public static void BeginStream(HttpContext context) => context.Response.ContentType = "text/event-stream";

    /// <summary>Sends one event of a job.</summary>
    public static async Task SendAsync(HttpContext context, int sequence, string type, int attempt = 0, string data = "{}")
    {
        await context.Response.WriteAsync($"id: {sequence}\nevent: {type}\ndata: {{\"sequence\":{sequence},\"attempt\":{attempt},\"at\":\"2026-01-01T12:00:{sequence:00}.000Z\",\"data\":{data}}}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    /// <summary>The data of an event that says a part of a chat completion.</summary>
    public static string Says(string text) => $$$"""{"choices":[{"index":0,"delta":{"content":"{{{text}}}"}}]}""";

    /// <summary>The life of a job that goes on.</summary>
    public static RequestDelegate EndlessStream() => async context =>
    {
        BeginStream(context);
        await SendAsync(context, 1, "running", 1, """{"worker":"worker-2"}""");
        await SendAsync(context, 2, "progress", 1, """{"done":0.25,"note":"reads"}""");
        await SendAsync(context, 3, "content", 1, Says("Paris is"));
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    };

    /// <summary>The life of <see cref="FailedJob"/>.</summary>
    public static RequestDelegate FailedStream() => async context =>
    {
        BeginStream(context);
        await SendAsync(context, 1, "pending");
        await SendAsync(context, 2, "running", 1, """{"worker":"worker-2"}""");
        await SendAsync(context, 3, "retrying", 1, """{"code":"worker_lost","message":"Its worker did not renew its lease."}""");
        await SendAsync(context, 4, "running", 2, """{"worker":"worker-1"}""");
        await SendAsync(context, 5, "failed", 2, """{"code":"model_not_found","message":"There is no model 'nobody'."}""");
    };
}
