using System.Collections.Concurrent;
using Switchyard.Agents.Composition.Sagas;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tests.Composition.Sagas;

/// <summary>What sagas change: each call of a key is done once.</summary>
internal sealed class SagaWorld
{
    private readonly ConcurrentDictionary<string, bool> _keys = [];
    private readonly ConcurrentQueue<string> _done = [];

    public IReadOnlyList<string> Done => [.. _done];

    /// <summary>A step that can be undone. One that fails says that nothing happened, unless it is idempotent.</summary>
    public SagaStep Step(string name, EffectClass effectClass = EffectClass.Unsafe, bool fails = false)
    {
        var action = new SagaAction
        {
            Class = effectClass,
            RunAsync = (call, _) => fails
                ? throw (effectClass == EffectClass.Idempotent ? new IOException($"{name} is broken") : new EffectDidNotHappenException($"{name} is broken"))
                : DoAsync(call, name, $"{name} of {call.Task.Input} after {string.Join(", ", call.Results.Keys)}"),
        };
        var compensation = new SagaAction { Class = EffectClass.Idempotent, RunAsync = (call, _) => DoAsync(call, $"undo {name}", "undone") };
        return new SagaStep(name, action, compensation);
    }

    private Task<SagaOutcome> DoAsync(SagaCall call, string what, string output)
    {
        if (_keys.TryAdd(call.Key, true))
        {
            _done.Enqueue(what);
        }

        return Task.FromResult(new SagaOutcome(output));
    }
}
