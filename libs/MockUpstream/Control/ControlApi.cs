using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.MockUpstream.Pipeline;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Control;

/// <summary>The server's own API below <c>/mock</c>: scenarios in, requests out.</summary>
internal sealed class ControlApi(ScenarioBook book, RequestLog log)
{
    public const string Root = "/mock";

    private const string Scenarios = "/mock/scenarios";

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        return (context.Request.Method, path) switch
        {
            ("GET", "/mock/requests") => WriteAsync(context, log.Snapshot(), ControlJsonContext.Default.RecordedRequestArray),
            ("DELETE", "/mock/requests") => Done(context, log.Clear),
            ("GET", "/mock/status") => WriteAsync(context, new ControlStatus(log.Received, log.Open, log.Disconnected, book.Queued), ControlJsonContext.Default.ControlStatus),
            ("GET", Scenarios) => WriteAsync(context, [.. book.Names], ControlJsonContext.Default.StringArray),
            ("POST", "/mock/script") => TryAsync(context, body => book.Enqueue(ScenarioReader.ReadMany(body, book.Resolve))),
            ("DELETE", "/mock/script") => Done(context, book.ClearScript),
            ("PUT", _) when NameOf(path) is { } name => TryAsync(context, body => book.Put(name, ScenarioReader.Read(body, book.Resolve))),
            ("DELETE", _) when NameOf(path) is { } name => book.Remove(name) ? Done(context, static () => { }) : FailAsync(context, 404, $"There is no scenario '{name}'."),
            _ => FailAsync(context, 404, $"There is no {context.Request.Method} {path} here."),
        };
    }

    private static string? NameOf(string path) =>
        path.StartsWith(Scenarios + "/", StringComparison.Ordinal) && path.Length > Scenarios.Length + 1 ? path[(Scenarios.Length + 1)..] : null;

    private static Task Done(HttpContext context, Action action)
    {
        action();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task TryAsync(HttpContext context, Action<ReadOnlyMemory<byte>> action)
    {
        var body = await BodyReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        try
        {
            action(body);
        }
        catch (ScenarioException exception)
        {
            await FailAsync(context, StatusCodes.Status400BadRequest, exception.Message).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task FailAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new ControlError(message), ControlJsonContext.Default.ControlError);
    }

    private static async Task WriteAsync<T>(HttpContext context, T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted).ConfigureAwait(false);
    }
}
