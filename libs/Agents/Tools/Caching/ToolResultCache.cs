using System.Runtime.CompilerServices;

namespace Switchyard.Agents.Tools.Caching;

/// <summary>The results of one tool's calls that are given again. What a tool answers may depend on who asks, so each user has their own. Safe for concurrent use.</summary>
internal sealed class ToolResultCache(ToolCaching options)
{
    // Of the process, whoever calls: each run has an invoker of its own, and they share the tools. Weak, so that a cache ends with its tool.
    private static readonly ConditionalWeakTable<ITool, ToolResultCache> s_caches = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byKey = new(StringComparer.Ordinal);

    // The one asked for last is first.
    private readonly LinkedList<Entry> _byUse = new();

    /// <summary>The cache of a tool; <see langword="null"/> where its results are not kept.</summary>
    public static ToolResultCache? Of(ITool tool) =>
        tool.Definition.Caching is { } caching ? s_caches.GetValue(tool, _ => new ToolResultCache(caching)) : null;

    /// <summary>Names a call by all that its result depends on.</summary>
    public static string KeyOf(ToolDefinition tool, ToolContext context, ToolArguments arguments) => arguments.ToCanonical(tool.Name, tool.Version, context.User);

    public ToolResult? Find(string key, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            if (node.Value.ExpiresAt <= now)
            {
                _byKey.Remove(key);
                return null;
            }

            _byUse.AddFirst(node);
            return node.Value.Result;
        }
    }

    /// <summary>Keeps a result, unless it is a failure or too long.</summary>
    public void Keep(string key, ToolResult result, DateTimeOffset now)
    {
        if (!result.IsSuccess || result.Output.Length > options.MaxOutputLength)
        {
            return;
        }

        lock (_gate)
        {
            if (_byKey.Remove(key, out var former))
            {
                _byUse.Remove(former);
            }
            else if (_byKey.Count >= options.Capacity)
            {
                _byKey.Remove(_byUse.Last!.Value.Key);
                _byUse.RemoveLast();
            }

            // What it used was used once.
            _byKey[key] = _byUse.AddFirst(new Entry(key, result with { Usage = null }, now + options.Lifetime));
        }
    }

    private sealed record Entry(string Key, ToolResult Result, DateTimeOffset ExpiresAt);
}
