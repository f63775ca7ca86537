using Microsoft.AspNetCore.Http.Features;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Strategies;

/// <summary>Contenders for one answer. Answers are held back until they prove to be one, so whoever writes first has won; the others are cancelled.</summary>
internal sealed class Contest(HttpContext caller, StrategyKind kind) : IDisposable
{
    private readonly List<Contender> _contenders = [];
    private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Contender? _winner;

    /// <summary>Gets the caller's own request.</summary>
    public HttpContext Caller => caller;

    /// <summary>Gets who answers; <see langword="null"/> while nobody does.</summary>
    public Contender? Winner => Volatile.Read(ref _winner);

    /// <summary>Gets what ends when somebody has won.</summary>
    public Task Decided => _decided.Task;

    public Contender Enter(RoutePlan plan)
    {
        var contender = new Contender(this, plan);
        _contenders.Add(contender);
        return contender;
    }

    /// <summary>Lets <paramref name="contender"/> answer, unless another does.</summary>
    /// <exception cref="OperationCanceledException">Another does.</exception>
    public void Claim(Contender contender)
    {
        var winner = Interlocked.CompareExchange(ref _winner, contender, null);
        if (winner is null)
        {
            Begin(contender);
        }
        else if (winner != contender)
        {
            throw new OperationCanceledException(contender.Context.RequestAborted);
        }
    }

    public void Dispose() => _contenders.ForEach(contender => contender.Dispose());

    private void Begin(Contender winner)
    {
        foreach (var contender in _contenders)
        {
            if (contender != winner)
            {
                contender.Lose();
            }
        }

        _decided.SetResult();
        StrategyHeaders.Write(caller.Response, kind, winner.Plan.Candidates[0].ModelId);
        caller.Response.StatusCode = winner.Context.Response.StatusCode;
        foreach (var (name, value) in winner.Context.Response.Headers)
        {
            caller.Response.Headers[name] = value;
        }

        caller.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
