using System.Security.Cryptography;
using System.Text;

namespace Switchyard.Agents.Tools.Outputs;

/// <summary>
/// Outputs that were too long to be shown whole, for a while and in memory: each user's own, found by a handle that follows from the text, so that a call that
/// is made again after a crash has the same one. Where there are too many, the oldest go first. Safe for concurrent use.
/// </summary>
/// <param name="options">How much is kept and how long.</param>
/// <param name="time">The clock of their age.</param>
public sealed class ToolOutputs(ToolOutputsOptions options, TimeProvider time)
{
    private const int HandleLength = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<KeptOutput> _byAge = [];
    private readonly Dictionary<(string User, string Handle), LinkedListNode<KeptOutput>> _byHandle = [];
    private readonly Dictionary<string, long> _charactersOf = new(StringComparer.Ordinal);
    private long _characters;

    /// <summary>Keeps an output.</summary>
    /// <returns>What <see cref="Read"/> finds it by; <see langword="null"/> where it is longer than all that a user may keep.</returns>
    public string? Keep(string user, string output)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(output);
        if (output.Length > options.MaxCharactersPerUser)
        {
            return null;
        }

        var handle = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(output)))[..HandleLength];
        lock (_gate)
        {
            Remove(_byHandle.GetValueOrDefault((user, handle)));
            RemoveOld();
            MakeRoom(user, output.Length);
            _byHandle[(user, handle)] = _byAge.AddLast(new KeptOutput(user, handle, output, time.GetUtcNow()));
            _charactersOf[user] = _charactersOf.GetValueOrDefault(user) + output.Length;
            _characters += output.Length;
        }

        return handle;
    }

    /// <summary>Finds a user's output; <see langword="null"/> where it is not, or no longer, kept.</summary>
    public string? Read(string user, string handle)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(handle);
        lock (_gate)
        {
            RemoveOld();
            return _byHandle.GetValueOrDefault((user, handle))?.Value.Text;
        }
    }

    private void RemoveOld()
    {
        var oldest = time.GetUtcNow() - options.Lifetime;
        while (_byAge.First is { } first && first.Value.KeptAt < oldest)
        {
            Remove(first);
        }
    }

    private void MakeRoom(string user, int length)
    {
        for (var node = _byAge.First; node is not null && _charactersOf.GetValueOrDefault(user) + length > options.MaxCharactersPerUser;)
        {
            var next = node.Next;
            Remove(node.Value.User == user ? node : null);
            node = next;
        }

        while (_byAge.First is { } first && _characters + length > options.MaxCharacters)
        {
            Remove(first);
        }
    }

    private void Remove(LinkedListNode<KeptOutput>? node)
    {
        if (node is null)
        {
            return;
        }

        var kept = node.Value;
        _byAge.Remove(node);
        _byHandle.Remove((kept.User, kept.Handle));
        _characters -= kept.Text.Length;
        var left = _charactersOf[kept.User] -= kept.Text.Length;
        if (left == 0)
        {
            _charactersOf.Remove(kept.User);
        }
    }

    private sealed record KeptOutput(string User, string Handle, string Text, DateTimeOffset KeptAt);
}
