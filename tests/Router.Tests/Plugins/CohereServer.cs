using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Router.Tests.Plugins;

/// <summary>Answers as Cohere does: chat in its second version, whole and streamed, its list of models and its errors.</summary>
internal static class CohereServer
{
    public const string Key = "co-secret";

    public static Task AnswerAsync(HttpContext context, Func<string> body)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Key}")
        {
            return RefuseAsync(context, 401, "invalid api token");
        }

        return (context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET", "/v1/models") => Replies.Json("""{"models":[{"name":"command-a","endpoints":["chat"],"context_length":256000,"features":["tools","vision"]},{"name":"command-r","endpoints":["chat"],"context_length":128000}]}""")(context),
            ("POST", "/v2/chat") => ChatAsync(context, JsonElement.Parse(body())),
            _ => RefuseAsync(context, 404, "404 page not found"),
        };
    }

    private static Task ChatAsync(HttpContext context, JsonElement request)
    {
        if (request.GetProperty("model").GetString() is "command-busy" or "command-crowded")
        {
            context.Response.Headers.RetryAfter = "7";
            return RefuseAsync(context, 429, "Please wait and try again later");
        }

        return (request.GetProperty("stream").GetBoolean(), request.TryGetProperty("tools", out _)) switch
        {
            (false, false) => Replies.Json("""{"id":"co-1","finish_reason":"COMPLETE","message":{"role":"assistant","content":[{"type":"text","text":"It is 42."}]},"usage":{"billed_units":{"input_tokens":9,"output_tokens":4},"tokens":{"input_tokens":70,"output_tokens":5}}}""")(context),
            (false, true) => Replies.Json("""{"id":"co-2","finish_reason":"TOOL_CALL","message":{"role":"assistant","tool_plan":"I look.","tool_calls":[{"id":"weather_1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Kiel\"}"}}]},"usage":{"billed_units":{"input_tokens":9,"output_tokens":4}}}""")(context),
            (true, false) => StreamAsync(
                context,
                """{"id":"co-3","type":"message-start","delta":{"message":{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}}}""",
                """{"type":"content-start","index":0,"delta":{"message":{"content":{"type":"text","text":""}}}}""",
                """{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"It is"}}}}""",
                """{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":" 42."}}}}""",
                """{"type":"content-end","index":0}""",
                """{"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{"billed_units":{"input_tokens":9,"output_tokens":4},"tokens":{"input_tokens":70,"output_tokens":5}}}}"""),
            (true, true) => StreamAsync(
                context,
                """{"id":"co-4","type":"message-start","delta":{"message":{"role":"assistant"}}}""",
                """{"type":"tool-plan-delta","delta":{"message":{"tool_plan":"I look."}}}""",
                """{"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"weather_1","type":"function","function":{"name":"weather","arguments":""}}}}}""",
                """{"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"{\"city\":"}}}}}""",
                """{"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"\"Kiel\"}"}}}}}""",
                """{"type":"tool-call-end","index":0}""",
                """{"type":"message-end","delta":{"finish_reason":"TOOL_CALL","usage":{"billed_units":{"input_tokens":9,"output_tokens":4}}}}"""),
        };
    }

    private static Task RefuseAsync(HttpContext context, int status, string message) => Replies.Json($$"""{"id":"e-1","message":"{{message}}"}""", status)(context);

    private static async Task StreamAsync(HttpContext context, params string[] events)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var data in events)
        {
            await context.Response.WriteAsync($"event: {JsonElement.Parse(data).GetProperty("type").GetString()}\ndata: {data}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
