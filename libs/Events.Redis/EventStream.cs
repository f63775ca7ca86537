using System.Globalization;
using StackExchange.Redis;

namespace Switchyard.Events.Redis;

/// <summary>The stream that bridges write to and read from. The multiplexer is shared, so no command waits in Redis.</summary>
internal sealed class EventStream(RedisBridgeOptions options, TimeProvider time)
{
    public const string Beginning = "0-0";

    // An entry is as large as a batch: so many fill the memory of neither side.
    private const int PageLength = 32;

    // The multiplexer itself waits for an answer as long as its connection stands.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly string s_append = ReadScript("append.lua");

    // In braces: a cluster keeps all of them on one node.
    private readonly RedisKey _key = $"{{{options.Name}}}:stream";
    private readonly RedisKey _counts = $"{{{options.Name}}}:counts";

    /// <summary>Gets the channel on which a bridge's name is told when it has appended events.</summary>
    public RedisChannel Channel { get; } = $"{{{options.Name}}}:wake";

    /// <summary>Appends a batch; what of it is there already stays once.</summary>
    public Task AppendAsync(IDatabase database, string bridge, EventBatch batch)
    {
        RedisValue[] arguments = [bridge, batch.First, batch.Count, options.StreamLength, (string)Channel!, batch.ToArray()];
        return database.ScriptEvaluateAsync(s_append, [_key, $"{{{options.Name}}}:last:{bridge}", _counts], arguments).WaitAsync(s_patience, time);
    }

    /// <summary>Reads what follows an id, oldest entry first; empty where nothing does.</summary>
    public async Task<IReadOnlyList<StreamEntry>> ReadAsync(IDatabase database, string after)
    {
        var reply = await database.ExecuteAsync("XREAD", "COUNT", PageLength, "STREAMS", _key, after).WaitAsync(s_patience, time).ConfigureAwait(false);
        return reply.IsNull ? [] : ReadEntries(((RedisResult[])((RedisResult[])reply!)[0]!)[1]);
    }

    /// <summary>Finds the id of the newest entry; <see cref="Beginning"/> where there is none.</summary>
    public async Task<string> FindLastAsync(IDatabase database)
    {
        var reply = await database.ExecuteAsync("XREVRANGE", _key, "+", "-", "COUNT", 1).WaitAsync(s_patience, time).ConfigureAwait(false);
        return ReadEntries(reply) is [var last, ..] ? last.Id : Beginning;
    }

    /// <summary>Whether an id comes before another.</summary>
    public static bool IsBefore(string id, string other)
    {
        var ((time, number), (otherTime, otherNumber)) = (Split(id), Split(other));
        return time < otherTime || (time == otherTime && number < otherNumber);
    }

    private static IReadOnlyList<StreamEntry> ReadEntries(RedisResult reply) => [.. ((RedisResult[])reply!).Select(ReadEntry)];

    private static StreamEntry ReadEntry(RedisResult entry)
    {
        var parts = (RedisResult[])entry!;
        var fields = (RedisValue[])parts[1]!;
        var (bridge, number, events) = ("", 0L, Array.Empty<byte>());
        for (var index = 0; index + 1 < fields.Length; index += 2)
        {
            switch ((string?)fields[index])
            {
                case "bridge":
                    bridge = (string?)fields[index + 1] ?? "";
                    break;
                case "number":
                    _ = long.TryParse((string?)fields[index + 1], CultureInfo.InvariantCulture, out number);
                    break;
                case "events":
                    events = (byte[]?)fields[index + 1] ?? [];
                    break;
            }
        }

        return new StreamEntry((string)parts[0]!, bridge, number, events);
    }

    private static (ulong Time, ulong Number) Split(string id)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        return (ulong.Parse(id.AsSpan(0, dash), CultureInfo.InvariantCulture), ulong.Parse(id.AsSpan(dash + 1), CultureInfo.InvariantCulture));
    }

    private static string ReadScript(string name)
    {
        using var stream = typeof(EventStream).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly has no resource '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
