using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Web.Tests.Support;

/// <summary>A run's events as the AgentHost makes and sends them.</summary>
internal static class RunEvents
{
    public const string RunId = "run_1";

    public static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<RunEvent> Calculation() =>
    [
        Started(),
        Of(2, RunEventTypes.Token) with { Text = "Let me " },
        Of(3, RunEventTypes.Token) with { Text = "calculate." },
        Of(4, RunEventTypes.Thought) with { Text = "Let me calculate." },
        Call(5),
        Of(6, RunEventTypes.ToolResult) with { CallId = "call_1_1", Name = "calculator", Output = "3504", DurationMs = 2.5 },
        Of(7, RunEventTypes.Token) with { Text = "48 * 73" },
        Of(8, RunEventTypes.Token) with { Text = " = 3504." },
        Of(9, RunEventTypes.Message) with { Text = "48 * 73 = 3504." },
        Completed(10),
    ];

    public static RunEvent Started() => Of(1, RunEventTypes.Started) with { Agent = "assistant", User = "local", Conversation = "c", Model = "local/pocket" };

    public static RunEvent Call(long sequence)
        => Of(sequence, RunEventTypes.ToolCall) with { CallId = "call_1_1", Name = "calculator", Arguments = JsonDocument.Parse("""{"expression":"48*73"}""").RootElement };

    public static RunEvent Completed(long sequence)
        => Of(sequence, RunEventTypes.Completed) with { DurationMs = 1200, Iterations = 2, Usage = new Usage { PromptTokens = 310, CompletionTokens = 42, TotalTokens = 352 } };

    public static RunEvent Of(long sequence, string type) => new() { RunId = RunId, Sequence = sequence, Type = type, Timestamp = At.AddMilliseconds(sequence * 100) };

    /// <summary>The JSON of <c>GET /v1/runs/run_1</c>.</summary>
    public static string Detail(string status) => JsonSerializer.Serialize(
        new RunDetail
        {
            Id = RunId,
            Agent = "assistant",
            User = "local",
            Conversation = "c",
            Status = status,
            Model = "local/pocket",
            Input = "What is 48 * 73?",
            CreatedAt = At,
            Events = [.. (status == RunStatuses.Completed ? Calculation() : [Started(), Call(2)]).Where(static e => e.Type != RunEventTypes.Token)],
        },
        AgentsJsonContext.Default.RunDetail);

    /// <summary>Answers a request with <paramref name="events"/> as server-sent events.</summary>
    public static RequestDelegate Stream(IEnumerable<RunEvent> events) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var runEvent in events)
        {
            await WriteAsync(context, runEvent);
        }
    };

    public static async Task WriteAsync(HttpContext context, RunEvent runEvent)
    {
        var json = JsonSerializer.Serialize(runEvent, AgentsJsonContext.Default.RunEvent);
        await context.Response.WriteAsync($"event: {runEvent.Type}\nid: {runEvent.Sequence}\ndata: {json}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
