using System.Text;
using Switchyard.MockUpstream.Answers;
using Switchyard.MockUpstream.Delivery;
using Switchyard.MockUpstream.Dialects;
using Switchyard.MockUpstream.Framing;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>From a request and its scenario to bytes: the answer, its dialect's writing, and the faults at each step.</summary>
internal sealed class RenditionBuilder(TimeProvider time, ulong seed)
{
    private const string HtmlType = "text/html; charset=utf-8";
    private const string Html = "<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><h1>It works!</h1></body></html>\n";
    private const string Garbage = "{\"id\": nonsense, ]";

    public Rendition Build(Operation operation, ApiRequest request, string model, Scenario scenario, ActiveFaults faults)
    {
        if (faults.Find(FaultKind.Status) is { } refusal)
        {
            return Refuse(operation.Dialect, refusal, scenario, faults);
        }

        var type = DialectHeaders.ContentType(operation, request);
        if (Replacement(type, request.Stream, faults) is { } replacement)
        {
            return Render(operation, replacement.Type, Transcript.Whole(Encoding.UTF8.GetBytes(replacement.Body), request.Stream), scenario, faults);
        }

        var answer = operation.Generates
            ? AnswerBuilder.Build(request, model, scenario, faults, seed)
            : AnswerBuilder.Empty(request, model, scenario, faults);
        if (!faults.Has(FaultKind.Error) && operation.Chunks(answer, request) is { } chunks)
        {
            return Render(operation, type, Transcript.Of(chunks), scenario, faults);
        }

        return request.Stream
            ? Render(operation, type, Stream(operation, request, answer, faults), scenario, faults)
            : Render(operation, faults.Has(FaultKind.Error) ? DialectHeaders.JsonType(operation.Dialect) : type, Whole(operation, request, answer, faults), scenario, faults, operation.Generates ? answer.Usage?.Output ?? 1 : 0);
    }

    /// <summary>An error with the status it says.</summary>
    public static Rendition Error(Dialect dialect, UpstreamError error) => new(
        error.Status,
        DialectHeaders.JsonType(dialect),
        DialectHeaders.Of(dialect),
        Transcript.Whole(Encoding.UTF8.GetBytes(Errors.Body(dialect, error))),
        new DeliveryPlan());

    private Rendition Refuse(Dialect dialect, Fault refusal, Scenario scenario, ActiveFaults faults)
    {
        var rendition = Error(dialect, new UpstreamError(refusal.Status!.Value, refusal.Message, refusal.Time));
        return rendition with
        {
            Headers = refusal.Time is { } wait ? [.. rendition.Headers, RetryAfter.Header(wait, refusal.RetryAfter, time)] : rendition.Headers,
            Plan = PlanBuilder.Build(rendition.Transcript, scenario, faults, tokens: 0),
        };
    }

    // In a stream that cannot be read there is still an event, or a line.
    private static (string Type, string Body)? Replacement(string type, bool stream, ActiveFaults faults)
    {
        if (faults.Has(FaultKind.Html))
        {
            return (HtmlType, Html);
        }

        var garbage = stream && type.StartsWith("text/event-stream", StringComparison.Ordinal) ? $"data: {Garbage}\n\n" : Garbage + "\n";
        return faults.Has(FaultKind.Empty) ? (type, string.Empty) : faults.Has(FaultKind.Garbage) ? (type, garbage) : null;
    }

    private static Transcript Stream(Operation operation, ApiRequest request, Answer answer, ActiveFaults faults)
    {
        var events = new List<StreamEvent>();
        operation.Stream(answer, request, events);
        StreamFaults.Apply(events, faults, operation);
        return EventEncoder.Encode(events, operation.Syntax, faults);
    }

    private static Transcript Whole(Operation operation, ApiRequest request, Answer answer, ActiveFaults faults)
    {
        var body = faults.Find(FaultKind.Error) is { } error
            ? Errors.Body(operation.Dialect, new UpstreamError(error.Status ?? 503, error.Message))
            : operation.Whole(answer, request);
        body = faults.Has(FaultKind.Malformed) ? body[..(body.Length / 2)] : body;
        return Transcript.Whole(Encoding.UTF8.GetBytes(faults.Has(FaultKind.Bom) ? "\uFEFF" + body : body));
    }

    private static Rendition Render(Operation operation, string type, Transcript transcript, Scenario scenario, ActiveFaults faults, int tokens = 0) =>
        new(200, type, DialectHeaders.Of(operation.Dialect), transcript, PlanBuilder.Build(transcript, scenario, faults, tokens));
}
