using System.Buffers;
using System.Text;
using System.Text.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>Writes events of runs as server-sent events: <c>event</c> is the type, <c>id</c> what to resume with, <c>data</c> the event.</summary>
internal static class SseWriter
{
    /// <summary>After which time without an event a comment is sent.</summary>
    public static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(15);

    public static Task WriteAsync(HttpContext context, IAsyncEnumerable<RunEvent?> events) => WriteAsync(context, events, Write);

    public static Task WriteAsync(HttpContext context, IAsyncEnumerable<(Guid Id, RunNotice Notice)?> notices) => WriteAsync(context, notices, Write);

    internal static void Write(IBufferWriter<byte> writer, RunEvent? runEvent)
    {
        if (runEvent is null)
        {
            WriteIdle(writer);
            return;
        }

        WriteHead(writer, runEvent.Type, $"{runEvent.Sequence}");
        writer.Write(JsonSerializer.SerializeToUtf8Bytes(runEvent, AgentsJsonContext.Default.RunEvent));
        writer.Write("\n\n"u8);
    }

    private static void Write(IBufferWriter<byte> writer, (Guid Id, RunNotice Notice)? told)
    {
        if (told is not { } some)
        {
            WriteIdle(writer);
            return;
        }

        WriteHead(writer, some.Notice.Type, $"{some.Id}");
        writer.Write(JsonSerializer.SerializeToUtf8Bytes(some.Notice, AgentsJsonContext.Default.RunNotice));
        writer.Write("\n\n"u8);
    }

    // A comment keeps proxies from closing a quiet connection.
    private static void WriteIdle(IBufferWriter<byte> writer) => writer.Write(": waiting\n\n"u8);

    private static void WriteHead(IBufferWriter<byte> writer, string type, string id) => Encoding.UTF8.GetBytes($"event: {type}\nid: {id}\ndata: ", writer);

    private static async Task WriteAsync<T>(HttpContext context, IAsyncEnumerable<T> events, Action<IBufferWriter<byte>, T> write)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.StartAsync(context.RequestAborted);
        try
        {
            await foreach (var told in events.WithCancellation(context.RequestAborted))
            {
                write(response.BodyWriter, told);
                await response.BodyWriter.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader left; the runs go on.
        }
    }
}
