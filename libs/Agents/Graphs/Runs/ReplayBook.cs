using System.Collections.Concurrent;
using System.Text.Json;
using Switchyard.Agents.Graphs.Deltas;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>The calls of a run that is replayed, and what differs from them. Safe for concurrent use.</summary>
internal sealed class ReplayBook(IReadOnlyDictionary<CallId, CallRecord> recorded, bool callsPureEffects)
{
    private readonly ConcurrentQueue<ReplayDifference> _differences = [];
    private int _reused;

    public IReadOnlyList<ReplayDifference> Differences => [.. _differences];

    public int Reused => _reused;

    /// <summary>The journalled outcome of the same call; <see langword="null"/> where there is none, which is a difference.</summary>
    /// <param name="request">The call that is made now.</param>
    /// <param name="maybeCalled">Whether it is to be called, since it changes nothing outside.</param>
    public CallOutcome? Find(CallRequest request, out bool maybeCalled)
    {
        var call = recorded.GetValueOrDefault(request.Id);
        if (call is { Outcome: { } outcome } && call.Matches(request))
        {
            Interlocked.Increment(ref _reused);
            maybeCalled = false;
            return outcome;
        }

        maybeCalled = callsPureEffects && request.Class == EffectClass.Pure;
        _differences.Enqueue(new ReplayDifference(request.Visit.Path, request.Visit.Step, request.Ordinal, call?.Describe(), request.Describe(), maybeCalled));
        return null;
    }

    /// <summary>The journalled result of the effect whose key begins so.</summary>
    public JsonElement? FindResult(string keyStart) =>
        recorded.Values.FirstOrDefault(call => call.Key.StartsWith(keyStart, StringComparison.Ordinal))?.Outcome is { Error: null } outcome ? EntryJson.Parse(outcome.Result) : null;
}
