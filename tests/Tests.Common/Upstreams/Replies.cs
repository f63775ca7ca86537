using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Switchyard.Tests.Common.Upstreams;

/// <summary>Answers of a <see cref="FakeUpstream"/>, in OpenAI's true wire format, and the ways an upstream fails.</summary>
public static class Replies
{
    /// <summary>A whole chat completion.</summary>
    public static RequestDelegate Chat(string text, string model = "m") => Json($$$"""
        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"{{{model}}}","choices":[{"index":0,"message":{"role":"assistant","content":{{{Quote(text)}}},"refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12,"prompt_tokens_details":{"cached_tokens":0}},"system_fingerprint":"fp_1"}
        """);

    /// <summary>Any JSON body.</summary>
    public static RequestDelegate Json(string json, int status = 200) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json, context.RequestAborted);
    };

    /// <summary>A success with any body.</summary>
    public static RequestDelegate Body(string contentType, string body, int status = 200) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>A refusal in OpenAI's error shape.</summary>
    public static RequestDelegate Error(int status, string message, string code, string? retryAfter = null) => context =>
    {
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return Json($$$"""{"error":{"message":{{{Quote(message)}}},"type":"invalid_request_error","param":null,"code":"{{{code}}}"}}""", status)(context);
    };

    /// <summary>A streamed completion, one chunk per piece, with usage and <c>[DONE]</c>.</summary>
    public static RequestDelegate Stream(params string[] pieces) => async context =>
    {
        await StartStreamAsync(context);
        await WriteTextAsync(context, pieces);
        await WriteEventAsync(context, Chunk("""[{"index":0,"delta":{},"finish_reason":"stop"}]"""));
        await WriteEventAsync(context, Chunk("[]", ""","usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}"""));
        await WriteEventAsync(context, "[DONE]");
    };

    /// <summary>A streamed completion that says <paramref name="first"/> and, once <paramref name="release"/> has completed, <paramref name="last"/>.</summary>
    public static RequestDelegate StreamHeld(Task release, string first, string last) => async context =>
    {
        await StartStreamAsync(context);
        await WriteTextAsync(context, [first]);
        await release.WaitAsync(context.RequestAborted);
        await WriteEventAsync(context, TextChunk(last));
        await WriteEventAsync(context, Chunk("""[{"index":0,"delta":{},"finish_reason":"stop"}]"""));
        await WriteEventAsync(context, "[DONE]");
    };

    /// <summary>A streamed completion that calls a tool.</summary>
    public static RequestDelegate StreamCall(string tool, string arguments) => Events(
        Chunk($$$"""[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"{{{tool}}}","arguments":{{{Quote(arguments)}}}}}]},"finish_reason":null}]"""),
        Chunk("""[{"index":0,"delta":{},"finish_reason":"tool_calls"}]"""),
        "[DONE]");

    /// <summary>A stream of the given raw events.</summary>
    public static RequestDelegate Events(params string[] events) => async context =>
    {
        await StartStreamAsync(context);
        foreach (var data in events)
        {
            await WriteEventAsync(context, data);
        }
    };

    /// <summary>A stream whose connection is reset after <paramref name="pieces"/>, once <paramref name="received"/> says that they arrived: a reset overtakes what is still on its way.</summary>
    public static RequestDelegate StreamThenReset(Task received, params string[] pieces) => async context =>
    {
        await StartStreamAsync(context);
        await WriteTextAsync(context, pieces);
        await received.WaitAsync(context.RequestAborted);
        context.Abort();
    };

    /// <summary>A stream that sends <paramref name="pieces"/> and then waits until the caller leaves, which it reports.</summary>
    public static RequestDelegate StreamThenHang(TaskCompletionSource aborted, params string[] pieces) => async context =>
    {
        context.RequestAborted.Register(() => aborted.TrySetResult());
        await StartStreamAsync(context);
        await WriteTextAsync(context, pieces);
        await aborted.Task;
    };

    /// <summary>Answers nothing until the caller leaves, which it reports.</summary>
    public static RequestDelegate Hang(TaskCompletionSource aborted) => context =>
    {
        context.RequestAborted.Register(() => aborted.TrySetResult());
        return aborted.Task;
    };

    /// <summary>Closes the connection before a status line.</summary>
    public static RequestDelegate Reset() => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>One chunk's JSON around <paramref name="choices"/>.</summary>
    public static string Chunk(string choices, string more = "") =>
        $$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"m","choices":{{choices}}{{more}}}""";

    /// <summary>One chunk's JSON with a piece of text.</summary>
    public static string TextChunk(string text) => Chunk($$$"""[{"index":0,"delta":{"content":{{{Quote(text)}}}},"finish_reason":null}]""");

    private static async Task WriteTextAsync(HttpContext context, string[] pieces)
    {
        await WriteEventAsync(context, Chunk("""[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]"""));
        foreach (var piece in pieces)
        {
            await WriteEventAsync(context, TextChunk(piece));
        }
    }

    private static Task StartStreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        return context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static async Task WriteEventAsync(HttpContext context, string data)
    {
        await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
