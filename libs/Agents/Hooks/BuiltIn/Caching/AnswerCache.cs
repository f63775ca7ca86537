using Microsoft.Extensions.AI;

namespace Switchyard.Agents.Hooks.BuiltIn.Caching;

/// <summary>Answers by what was asked, as many and as long as allowed. Safe for concurrent use.</summary>
internal sealed class AnswerCache
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<CachedAnswer>> _byKey = new(StringComparer.Ordinal);

    // The one asked for last is first.
    private readonly LinkedList<CachedAnswer> _byUse = new();
    private readonly CacheHookOptions _options;
    private readonly TimeProvider _time;

    public AnswerCache(CacheHookOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Lifetime, TimeSpan.Zero);
        (_options, _time) = (options, time);
    }

    public ChatResponse? Find(string key)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            if (node.Value.ExpiresAt <= _time.GetUtcNow())
            {
                _byKey.Remove(key);
                return null;
            }

            _byUse.AddFirst(node);
            return node.Value.Answer;
        }
    }

    public void Keep(string key, ChatResponse answer)
    {
        lock (_gate)
        {
            if (_byKey.Remove(key, out var former))
            {
                _byUse.Remove(former);
            }
            else if (_byKey.Count >= _options.Capacity)
            {
                _byKey.Remove(_byUse.Last!.Value.Key);
                _byUse.RemoveLast();
            }

            _byKey[key] = _byUse.AddFirst(new CachedAnswer(key, answer, _time.GetUtcNow() + _options.Lifetime));
        }
    }
}
