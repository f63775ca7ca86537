using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>Writes a run's events as server-sent events: <c>event</c> is the type, <c>id</c> the sequence, <c>data</c> the event.</summary>
internal static class SseWriter
{
    public static async Task WriteAsync(HttpContext context, IAsyncEnumerable<RunEvent?> events)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.StartAsync(context.RequestAborted);
        try
        {
            await foreach (var runEvent in events.WithCancellation(context.RequestAborted))
            {
                Write(response.BodyWriter, runEvent);
                await response.BodyWriter.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader left; the run goes on.
        }
    }

    internal static void Write(IBufferWriter<byte> writer, RunEvent? runEvent)
    {
        if (runEvent is null)
        {
            // A comment keeps proxies from closing a quiet connection.
            writer.Write(": waiting\n\n"u8);
            return;
        }

        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"event: {runEvent.Type}\nid: {runEvent.Sequence}\ndata: "), writer);
        writer.Write(JsonSerializer.SerializeToUtf8Bytes(runEvent, AgentsJsonContext.Default.RunEvent));
        writer.Write("\n\n"u8);
    }
}
