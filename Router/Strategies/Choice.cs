using System.Text.Json;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Strategies;

/// <summary>One of several models whose answers are the choices of one stream, on a context of its own.</summary>
internal sealed class Choice : IContestant, IDisposable
{
    private readonly HttpContext _caller;
    private readonly CancellationTokenSource _lifetime;
    private readonly ChoiceEvents _events;
    private readonly ChoiceBody _body;

    public Choice(HttpContext caller, ChoiceStream stream, ChoiceWriter writer, int index, RoutePlan plan)
    {
        (_caller, Plan) = (caller, plan);
        _lifetime = CancellationTokenSource.CreateLinkedTokenSource(caller.RequestAborted);
        _events = new ChoiceEvents(writer, index, ModelId);
        _body = new ChoiceBody(stream, ModelId, _events);
        Context = DetachedContext.Create(caller, _body, _lifetime, () => _events.HasBegun, static () => { });
        Context.Features.Set<IContestant>(this);
    }

    public RoutePlan Plan { get; }

    public string ModelId => Plan.Candidates[0].ModelId;

    public HttpContext Context { get; }

    /// <summary>Gets whether a piece of its answer was written.</summary>
    public bool HasBegun => _events.HasBegun;

    /// <summary>Gets whether its answer is whole.</summary>
    public bool IsWhole => _events.IsWhole;

    /// <summary>Gets what it used; undefined where it does not say.</summary>
    public JsonElement Usage => _events.Usage;

    /// <summary>Gets <see langword="false"/>: every answer is wanted.</summary>
    public bool IsLost => false;

    /// <summary>Ends it: where its answer broke off and it does not say so yet, with the error.</summary>
    public async Task EndAsync(ForwardRequest request)
    {
        await _body.CompleteAsync(_caller.RequestAborted);
        if (HasBegun && !IsWhole)
        {
            await _body.WriteAsync(CallerEvents.Interrupted(request.Caller!.Caller, _caller.TraceIdentifier), _caller.RequestAborted);
        }
    }

    public void Dispose()
    {
        _lifetime.Dispose();
        _body.Dispose();
    }
}
