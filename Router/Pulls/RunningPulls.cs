using System.Collections.Concurrent;

namespace Switchyard.Router.Pulls;

/// <summary>The pulls under way in this router. Thread-safe.</summary>
internal sealed class RunningPulls
{
    private const string Prefix = "pull-";

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    /// <summary>Begins a pull under an id of its own; disposing <paramref name="cancellation"/> is the caller's, after <see cref="End"/>.</summary>
    public string Begin(CancellationTokenSource cancellation)
    {
        var id = $"{Prefix}{Guid.NewGuid():N}";
        _running[id] = cancellation;
        return id;
    }

    public void End(string id) => _running.TryRemove(id, out _);

    /// <summary>Tells whether a pull of any router could have the id <paramref name="id"/>.</summary>
    public static bool IsId(string id) => id.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(id.AsSpan(Prefix.Length), "N", out _);

    /// <summary>Cancels a pull.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Cancel(string id)
    {
        if (!_running.TryRemove(id, out var cancellation))
        {
            return false;
        }

        try
        {
            cancellation.Cancel();
            return true;
        }
        catch (ObjectDisposedException)
        {
            // It ended at this moment.
            return false;
        }
    }
}
