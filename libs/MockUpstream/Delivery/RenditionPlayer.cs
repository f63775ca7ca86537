using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Switchyard.MockUpstream.Dialects;
using Switchyard.MockUpstream.Framing;
using Switchyard.MockUpstream.Pipeline;
using Switchyard.MockUpstream.Recording;

namespace Switchyard.MockUpstream.Delivery;

/// <summary>Sends renditions. A flush is over when the socket has taken all bytes, so the caller's back-pressure reaches the rate and a reset loses nothing sent before.</summary>
internal sealed class RenditionPlayer(TimeProvider time)
{
    private const string TrailerName = "x-mock-trailer";

    /// <summary>Sends <paramref name="rendition"/>; false when it ended without its end, as planned.</summary>
    public async Task<bool> PlayAsync(HttpContext context, Rendition rendition, string id, RecordedRequest record)
    {
        var plan = rendition.Plan;
        using var pacer = plan.IsPlain && plan.BeforeHeaders == TimeSpan.Zero ? null : new Pacer(time, context.RequestAborted);
        if (pacer is not null)
        {
            await pacer.WaitAsync(plan.BeforeHeaders).ConfigureAwait(false);
        }

        if (plan.Ending == Ending.ResetBeforeHeaders)
        {
            ClientConnection.Reset(context);
            return false;
        }

        WriteHeaders(context.Response, rendition, id);
        record.Status = rendition.Status;
        var identifier = System.Text.Encoding.ASCII.GetBytes(id);
        if (pacer is null || plan.IsPlain)
        {
            await WriteAllAsync(context, rendition, identifier, record).ConfigureAwait(false);
        }
        else
        {
            await WritePacedAsync(context, rendition, identifier, pacer, record).ConfigureAwait(false);
        }

        return await EndAsync(context, plan).ConfigureAwait(false);
    }

    private static void WriteHeaders(HttpResponse response, Rendition rendition, string id)
    {
        response.StatusCode = rendition.Status;
        response.ContentType = rendition.ContentType;
        foreach (var (name, value) in rendition.Headers)
        {
            response.Headers[name] = value.Contains(Json.IdSlot, StringComparison.Ordinal) ? value.Replace(Json.IdSlot, id, StringComparison.Ordinal) : value;
        }

        if (rendition.Plan.Trailer)
        {
            response.Headers.Trailer = TrailerName;
            response.Headers.TransferEncoding = "chunked";
        }
        else if (rendition.Plan.Encoding is null && !rendition.Transcript.IsStream)
        {
            response.ContentLength = rendition.Transcript.Bytes.Length;
        }

        if (rendition.Plan.Encoding is { } encoding)
        {
            response.Headers.ContentEncoding = encoding;
        }
    }

    // Token by token, unless the plan says how many at once: what reads the stream is to meet it as a stream.
    private static async Task WriteAllAsync(HttpContext context, Rendition rendition, byte[] id, RecordedRequest record)
    {
        var writer = context.Response.BodyWriter;
        var cursor = new TranscriptCursor(rendition.Transcript, id);
        var burst = rendition.Plan.Burst;
        for (var index = 0; index < rendition.Transcript.Frames.Length; index++)
        {
            var frame = rendition.Transcript.Frames[index];
            cursor.WriteTo(writer, frame.End);
            if (frame.IsToken && burst > 0 && ++record.Tokens % burst == 0)
            {
                await writer.SendAsync(context.RequestAborted).ConfigureAwait(false);
            }
        }

        rendition.Effect?.Invoke();
        record.Tokens = burst > 0 ? record.Tokens : rendition.Transcript.Tokens;
        await writer.SendAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task WritePacedAsync(HttpContext context, Rendition rendition, byte[] id, Pacer pacer, RecordedRequest record)
    {
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        pacer.Restart();
        var plan = rendition.Plan;
        var chunked = plan.Trailer ? new ChunkedBody(context.Response.Body) : null;
        var encoder = Encoder(plan.Encoding, chunked ?? context.Response.Body);
        var writer = (encoder ?? chunked) is { } stream ? PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)) : context.Response.BodyWriter;
        await new PacedDelivery(rendition, id, pacer, writer, record, context.RequestAborted).RunAsync().ConfigureAwait(false);
        if (encoder is not null)
        {
            await encoder.DisposeAsync().ConfigureAwait(false);
        }

        if (chunked is not null && plan.Ending == Ending.Complete)
        {
            await chunked.EndAsync(TrailerName, "end", context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static Stream? Encoder(string? encoding, Stream body) => encoding switch
    {
        "gzip" => new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true),
        "br" => new BrotliStream(body, CompressionLevel.Fastest, leaveOpen: true),
        _ => null,
    };

    private async Task<bool> EndAsync(HttpContext context, DeliveryPlan plan)
    {
        switch (plan.Ending)
        {
            case Ending.Reset:
                ClientConnection.Reset(context);
                return false;
            case Ending.Close:
                await ClientConnection.CloseAsync(context, time).ConfigureAwait(false);
                return false;
            default:
                return true;
        }
    }
}
