using System.Collections.Concurrent;
using System.Numerics;
using Switchyard.Inference.Constraints.Grammars;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>Masks that took some work, by the set of configurations they belong to. Bounded: when full, it begins anew.</summary>
internal sealed class MaskCache
{
    private const long MaxBytes = 8 << 20;

    private readonly ConcurrentDictionary<int, Entry> _entries = new();
    private long _byteCount;

    public bool TryGet(ReadOnlySpan<Configuration> configurations, Span<ulong> words)
    {
        _entries.TryGetValue(Hash(configurations), out var entry);
        while (entry is not null && !configurations.SequenceEqual(entry.Configurations))
        {
            entry = entry.Next;
        }

        if (entry is null)
        {
            return false;
        }

        if (entry.Words is not null)
        {
            entry.Words.CopyTo(words);
            return true;
        }

        words.Clear();
        foreach (var id in entry.Ids)
        {
            words[id >> 6] |= 1UL << (id & 63);
        }

        return true;
    }

    public void Add(ReadOnlySpan<Configuration> configurations, ReadOnlySpan<ulong> words)
    {
        var hash = Hash(configurations);
        var entry = Entry.Create(configurations, words, _entries.GetValueOrDefault(hash));
        if (Interlocked.Add(ref _byteCount, entry.ByteCount) > MaxBytes)
        {
            _entries.Clear();
            Interlocked.Exchange(ref _byteCount, 0);
            return;
        }

        _entries[hash] = entry;
    }

    private static int Hash(ReadOnlySpan<Configuration> configurations)
    {
        var hash = configurations.Length;
        foreach (ref readonly var configuration in configurations)
        {
            hash = (hash * 31) ^ configuration.GetHashCode();
        }

        return hash;
    }

    private sealed record Entry(Configuration[] Configurations, ulong[]? Words, int[] Ids, Entry? Next)
    {
        public long ByteCount => 128 + (24L * Configurations.Length) + (8L * (Words?.Length ?? 0)) + (4L * Ids.Length);

        public static Entry Create(ReadOnlySpan<Configuration> configurations, ReadOnlySpan<ulong> words, Entry? next)
        {
            var count = 0;
            foreach (var word in words)
            {
                count += BitOperations.PopCount(word);
            }

            // An id costs 4 bytes, a mask 8 a word.
            return count < words.Length * 2
                ? new Entry(configurations.ToArray(), null, HeadWalker.ToIds(words, count), next)
                : new Entry(configurations.ToArray(), words.ToArray(), [], next);
        }
    }
}
