using System.Text;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.CrashMatrix.Hosts;

/// <summary>
/// The other side of effects: a file outside of the run with a line for each call, on the disk before the call is answered. Like a real one it knows keys where
/// its effects are idempotent, can be asked where they are of that class, and does whatever it is told where they are unsafe.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="effectClass">What its effects are.</param>
/// <param name="gate">Before and after each effect the process may die.</param>
internal sealed class Remote(string path, EffectClass effectClass, BoundaryGate gate)
{
    // So long that the journal puts a snapshot between two steps.
    private static readonly string s_padding = new('.', 3_000);

    public EffectClass Class => effectClass;

    /// <summary>Does something.</summary>
    /// <returns>What came of it; the same for the same thing.</returns>
    public Task<string> DoAsync(string key, string what) => gate.PassAsync(BoundaryNames.Effect, () =>
    {
        Note(new RemoteCall(effectClass switch { EffectClass.Pure => RemoteCallKind.Read, EffectClass.Idempotent when Find(key) is not null => RemoteCallKind.Again, _ => RemoteCallKind.Did }, key, what));
        return Task.FromResult(ResultOf(what));
    });

    /// <summary>Finds what came of a call.</summary>
    /// <returns><see langword="null"/> where nothing happened under the key.</returns>
    public string? Find(string key) => Read(path).FirstOrDefault(call => call.Kind == RemoteCallKind.Did && call.Key == key) is { } done ? ResultOf(done.What) : null;

    /// <summary>Reads what the other side has noted.</summary>
    public static IReadOnlyList<RemoteCall> Read(string path) => File.Exists(path) ? [.. File.ReadLines(path).Select(Parse)] : [];

    private static string ResultOf(string what) => $"did {what} {s_padding}";

    private static RemoteCall Parse(string line)
    {
        var parts = line.Split(' ', 3);
        return new RemoteCall(Enum.Parse<RemoteCallKind>(parts[0]), parts[1], parts[2]);
    }

    private void Note(RemoteCall call)
    {
        using var file = new FileStream(path, FileMode.Append);
        file.Write(Encoding.UTF8.GetBytes($"{call.Kind} {call.Key} {call.What}\n"));
        file.Flush(flushToDisk: true);
    }
}
