using Switchyard.Router.Routing;

namespace Switchyard.Router.Strategies;

/// <summary>One of several models that try to answer the same request, on a context of its own.</summary>
internal sealed class Contender : IContestant, IDisposable
{
    private readonly CancellationTokenSource _lifetime;

    public Contender(Contest contest, RoutePlan plan)
    {
        Plan = plan;
        _lifetime = CancellationTokenSource.CreateLinkedTokenSource(contest.Caller.RequestAborted);
        var body = new ContestedBody(contest, this);
        Context = DetachedContext.Create(contest.Caller, body, _lifetime, () => contest.Winner == this && contest.Caller.Response.HasStarted, () => Abort(contest));
        Context.Features.Set<IContestant>(this);
    }

    public RoutePlan Plan { get; }

    public HttpContext Context { get; }

    /// <summary>Gets whether another's answer was taken.</summary>
    public bool IsLost { get; private set; }

    public void Lose()
    {
        IsLost = true;
        _lifetime.Cancel();
    }

    public void Dispose() => _lifetime.Dispose();

    // What cannot be finished must not look finished: the caller's connection goes with its answer.
    private void Abort(Contest contest)
    {
        if (contest.Winner == this)
        {
            contest.Caller.Abort();
        }
    }
}
