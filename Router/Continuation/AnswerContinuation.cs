using Switchyard.Providers;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Requests;

namespace Switchyard.Router.Continuation;

/// <summary>For one request: finds another upstream that goes on with a text that broke off, once, and accounts for both attempts.</summary>
internal sealed class AnswerContinuation(ContinuationForwarder forwarder, HttpContext context, ForwardRequest request) : IDisposable
{
    // In less time nobody answers; and a timer that ends the first attempt with the whole request may be some milliseconds early.
    private static readonly TimeSpan s_leastTime = TimeSpan.FromMilliseconds(100);

    private readonly CancellationToken _callerLeft = context.RequestAborted;
    private UpstreamTransformer? _transformer;
    private StreamTimes? _times;
    private ContinuedAttempt? _second;
    private AttemptTrace _secondTrace;

    /// <summary>Gets how far the request has come.</summary>
    public required FailoverRun Run { get; init; }

    /// <summary>Gets the number of the candidate that is asked first.</summary>
    public required int Index { get; init; }

    /// <summary>Gets leave for that one.</summary>
    public required CircuitPass Pass { get; init; }

    public required RequestTrace Trace { get; init; }

    /// <summary>Gets the first attempt in it.</summary>
    public required AttemptTrace First { get; init; }

    /// <summary>Gets whether the first answer broke off and was accounted for.</summary>
    public bool HasBroken { get; private set; }

    /// <summary>Says which attempt may break off.</summary>
    public void Watch(UpstreamTransformer first, StreamTimes times) => (_transformer, _times) = (first, times);

    /// <summary>Asks the next candidate that can go on after <paramref name="text"/>; <see langword="null"/> where none does.</summary>
    public async ValueTask<ContinuedAnswer?> BeginAsync(string text, CancellationToken cancellationToken)
    {
        var sentTokens = EndFirst();
        if (cancellationToken.IsCancellationRequested || Left <= s_leastTime || Run.Attempts >= Run.MaxAttempts || await ChooseAsync(text, sentTokens) is not { } second)
        {
            return null;
        }

        _second = second;
        _secondTrace = Trace.Add(second.Candidate, $"continues a stream that broke off after {text.Length} characters");
        Run.LastAttempt = _secondTrace;
        if (await SendAsync(second, cancellationToken) is not { } body)
        {
            return null;
        }

        return new ContinuedAnswer(second.Candidate.Provider.Config.Id, second.Request.Upstream, second.Request.Context, body, second.Answer) { Untold = second.Request.Untold, SentTokens = sentTokens };
    }

    /// <summary>Accounts for the continuation and says how the request ended.</summary>
    /// <param name="isWhole">Whether all that came was passed on.</param>
    public AttemptResult End(bool isWhole)
    {
        if (_second is not { } second)
        {
            return new AttemptResult(_callerLeft.IsCancellationRequested ? AttemptOutcome.CallerLeft : AttemptOutcome.Interrupted, null);
        }

        var result = _callerLeft.IsCancellationRequested ? new AttemptResult(AttemptOutcome.CallerLeft, null)
            : second.Failure ?? new AttemptResult(isWhole && !second.Answer.IsInterrupted ? AttemptOutcome.Completed : AttemptOutcome.Interrupted, null);
        forwarder.Recorder.Record(second.ToRecord(), result, _secondTrace);
        forwarder.Memory.Remember(second.Candidate, second.Pass, result);
        Run.Note(IndexOf(second), result, isTry: true);

        // Whatever kept the continuation from coming, the caller has part of an answer.
        return result.Outcome is AttemptOutcome.CallerLeft or AttemptOutcome.Completed ? result : new AttemptResult(AttemptOutcome.Interrupted, null);
    }

    public void Dispose() => _second?.Dispose();

    private TimeSpan Left => forwarder.Time.GetElapsedTime(forwarder.Time.GetTimestamp(), Run.Deadline);

    // At once: the next requests should know, and the continuation may take minutes.
    private int EndFirst()
    {
        HasBroken = true;
        var first = _transformer!.ToRecord();
        var result = new AttemptResult(AttemptOutcome.Interrupted, null);
        first.Answer.Load?.Dispose();
        forwarder.Recorder.Record(first, result, First);
        forwarder.Memory.Remember(first.Candidate, Pass, result);
        Run.Note(Index, result, isTry: true);
        return first.Answer.CompletionTokens ?? 0;
    }

    private async ValueTask<ContinuedAttempt?> ChooseAsync(string text, int sentTokens)
    {
        var others = Run.Plan with { Candidates = [.. Run.Plan.Candidates.Skip(Index + 1)], LeftOut = [] };
        others = await forwarder.Sending.RestrictWrittenAsync(context, others, request, Run.Plan.Candidates[Index].Provider.Config, text);
        foreach (var left in others.LeftOut)
        {
            Trace.Add(left.Candidate, left.Reason);
        }

        foreach (var candidate in others.Candidates)
        {
            if (ContinuationRequest.TryCreate(request.Caller!.Answer, candidate, text, sentTokens) is not { } continuation)
            {
                Trace.Add(candidate, "left out: it cannot go on with another's text");
                continue;
            }

            var guard = forwarder.Guards.For(candidate.Endpoint);
            if (guard.Breaker.TryEnter(out var pass, out _))
            {
                return new ContinuedAttempt(candidate, continuation, guard, pass, forwarder.Time);
            }

            Trace.Add(candidate, "left out: its circuit is open after repeated failures");
        }

        return null;
    }

    private async ValueTask<Stream?> SendAsync(ContinuedAttempt second, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Left < _times!.FirstToken ? Left : _times.FirstToken);
        try
        {
            var (body, refusal) = await forwarder.SendAsync(context, second.Candidate, second.Request, limit.Token);
            if (refusal is not null)
            {
                second.Refuse(refusal);
                return null;
            }

            second.Accept();
            return body;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            second.Failure = new AttemptResult(AttemptOutcome.Unreachable, new ProviderError(exception is OperationCanceledException ? "did not answer in time" : "could not be reached"));
            return null;
        }
    }

    private int IndexOf(ContinuedAttempt second)
    {
        var i = Index + 1;
        while (!ReferenceEquals(Run.Plan.Candidates[i], second.Candidate))
        {
            i++;
        }

        return i;
    }
}
