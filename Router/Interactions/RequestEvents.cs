using System.Collections.Immutable;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Interactions;

/// <summary>Tells whoever listens what happens to requests, step by step. With nobody listening a step costs one look.</summary>
internal sealed class RequestEvents(TimeProvider time)
{
    /// <summary>The most that listen at once: each step is written down for each of them.</summary>
    public const int MaxSubscribers = 32;

    private readonly Lock _lock = new();
    private ImmutableArray<RequestEventSubscription> _subscriptions = [];

    private bool HasSubscribers => _subscriptions.Length > 0;

    /// <summary>Begins to listen; <see langword="null"/> where too many do already.</summary>
    public RequestEventSubscription? Subscribe()
    {
        lock (_lock)
        {
            if (_subscriptions.Length == MaxSubscribers)
            {
                return null;
            }

            var subscription = new RequestEventSubscription(this, time);
            _subscriptions = _subscriptions.Add(subscription);
            return subscription;
        }
    }

    public void Unsubscribe(RequestEventSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = _subscriptions.Remove(subscription);
        }
    }

    /// <summary>Tells of the candidates.</summary>
    public void Plan(string requestId, RoutePlan plan)
    {
        if (HasSubscribers)
        {
            Publish(Step("plan", requestId) with { Candidates = [.. plan.Candidates.Select(static candidate => candidate.ModelId)] });
        }
    }

    /// <summary>Tells, once it goes to the caller, of the first byte.</summary>
    public void FirstByte(HttpContext context)
    {
        if (HasSubscribers)
        {
            context.Response.OnStarting(TellFirstByteAsync, context);
        }
    }

    /// <summary>Tells of an attempt that begins, or of a candidate that is left out.</summary>
    public void Attempt(string requestId, AttemptInfo attempt)
    {
        if (HasSubscribers)
        {
            Publish(Step("attempt", requestId) with { Attempt = attempt });
        }
    }

    /// <summary>Tells how an attempt ended.</summary>
    public void AttemptEnd(string requestId, AttemptInfo attempt)
    {
        if (HasSubscribers)
        {
            Publish(Step("attempt_end", requestId) with { Attempt = attempt });
        }
    }

    /// <summary>Tells how a request ended.</summary>
    public void End(string requestId, string outcome, double durationMs)
    {
        if (HasSubscribers)
        {
            Publish(Step("end", requestId) with { Outcome = outcome, DurationMs = durationMs });
        }
    }

    private Task TellFirstByteAsync(object context)
    {
        Publish(Step("first_byte", ((HttpContext)context).TraceIdentifier));
        return Task.CompletedTask;
    }

    private RequestEvent Step(string type, string requestId) => new() { Type = type, At = time.GetUtcNow(), RequestId = requestId };

    private void Publish(RequestEvent item)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Write(item);
        }
    }
}
