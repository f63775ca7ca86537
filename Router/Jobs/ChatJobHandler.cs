using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Switchyard.Dialects;
using Switchyard.Dialects.Requests;
using Switchyard.Queue;
using Switchyard.Queue.Workers;

namespace Switchyard.Router.Jobs;

/// <summary>Does chat completions. The answer is asked for as a stream, so that followers see it as it comes, and put together for the result; where there are several choices, or probabilities, it comes in one piece.</summary>
internal sealed class ChatJobHandler(IServiceScopeFactory scopes, TimeProvider time) : RequestJobHandler(JobUrls.Chat, scopes)
{
    private const string Done = "[DONE]";

    protected override async Task<JobResult> RunAsync(JobContext job, RequestSender sender, CancellationToken cancellationToken)
    {
        if (!TryReadStreamable(job.Job.Payload, out var request))
        {
            return await RunWholeAsync(job, JobBody.WithoutStream(job.Job.Payload), sender, cancellationToken);
        }

        var context = new AnswerContext(request, $"chatcmpl-{job.Job.Lease.Id:N}", time.GetUtcNow());
        var collector = new AnswerCollector();
        using var reader = DialectRegistry.Upstream(Dialect.Chat).CreateEventReader(context);
        await foreach (var item in StreamAsync(job, JobBody.WithStream(job.Job.Payload, new JsonObject { ["include_usage"] = true }), sender, cancellationToken))
        {
            reader.Read(default, Encoding.UTF8.GetBytes(item.Data), collector);
            if (collector.Error is { } error)
            {
                throw new JobFailedException(new JobFailure(error.Code ?? "stream_interrupted", error.Message) { CanRetry = true });
            }

            if (item.Data != Done)
            {
                job.AddContent(item.Data);
            }
        }

        reader.Complete(collector);
        if (collector.Answer is not { } answer)
        {
            throw RequestFailures.BrokeOff();
        }

        var output = new ArrayBufferWriter<byte>();
        DialectRegistry.Caller(Dialect.Chat).AnswerWriter.Write(answer, context, output);
        return new JobResult(Json, output.WrittenMemory);
    }

    private static bool TryReadStreamable(ReadOnlyMemory<byte> payload, out ModelRequest request)
    {
        request = null!;
        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        if ((root.TryGetProperty("n", out var n) && n.ValueKind == JsonValueKind.Number && n.GetDouble() > 1) || (root.TryGetProperty("logprobs", out var logprobs) && logprobs.ValueKind == JsonValueKind.True))
        {
            return false;
        }

        try
        {
            request = DialectRegistry.Caller(Dialect.Chat).RequestReader.Read(payload.Span);
            return true;
        }
        catch (TranslationException)
        {
            // What no other dialect can express may still be answered; what is wrong is refused with the reason.
            return false;
        }
    }
}
