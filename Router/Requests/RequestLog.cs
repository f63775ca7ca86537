using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Interactions;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Requests;

/// <summary>The last requests, in a ring: what was done with them, and where the operator asked for it what they said.</summary>
internal sealed class RequestLog(IOptions<RouterOptions> options, RequestEvents events)
{
    private readonly RequestTrace?[] _ring = new RequestTrace?[options.Value.RememberedRequests];
    private long _next = -1;

    /// <summary>Gets who is told of each step.</summary>
    public RequestEvents Events => events;

    public void Add(RequestTrace trace, RoutePlan plan)
    {
        trace.Events = events;
        events.Plan(trace.Id, plan);
        if (_ring.Length > 0)
        {
            _ring[(int)(Interlocked.Increment(ref _next) % _ring.Length)] = trace;
        }
    }

    /// <summary>Finds the newest with <paramref name="id"/>: a caller may send the same id twice.</summary>
    public RequestTrace? Find(string id) => Newest().FirstOrDefault(trace => trace.Id == id);

    /// <summary>Reads the newest first, and ends where newer ones have taken the places of those that are left.</summary>
    public IEnumerable<RequestTrace> Newest()
    {
        var last = Interlocked.Read(ref _next);
        for (var i = 0; i < _ring.Length && last - i >= 0; i++)
        {
            if (_ring[(int)((last - i) % _ring.Length)] is { } trace && Interlocked.Read(ref _next) - (last - i) < _ring.Length)
            {
                yield return trace;
            }
        }
    }
}
