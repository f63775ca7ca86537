using System.Text.Json;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace Switchyard.Router.Benchmarks;

/// <summary>Finds where another .NET process allocates: the runtime samples a byte of each 100 KB at random and says what object it was of, with the stack.</summary>
internal static class AllocationProfile
{
    private const string CoreLibrary = "System.Private.CoreLib";
    private const string Unknown = "?";

    // One byte in so many is sampled, each with the same chance (dotnet/runtime, docs/design/features/RandomizedAllocationSampling.md).
    private const double SampledEvery = 102_400;

    /// <summary>Watches the process and writes one line of JSON: shares of the bytes by type, by the nearest assembly other than the core library, and by the nearest method of Switchyard's.</summary>
    /// <exception cref="ServerNotAvailableException">There is no .NET process <paramref name="pid"/>.</exception>
    public static async Task RunAsync(int pid, TimeSpan duration, TextWriter output)
    {
        var file = Path.Combine(Path.GetTempPath(), $"switchyard-allocations-{pid}.nettrace");
        try
        {
            await RecordAsync(pid, duration, file);
            await output.WriteLineAsync(JsonSerializer.Serialize(Summarize(file), JsonSerializerOptions.Web));
        }
        finally
        {
            File.Delete(file);
            File.Delete(Path.ChangeExtension(file, ".etlx"));
        }
    }

    private static async Task RecordAsync(int pid, TimeSpan duration, string file)
    {
        const long keywords = (long)(ClrTraceEventParser.Keywords.AllocationSampling | ClrTraceEventParser.Keywords.Loader | ClrTraceEventParser.Keywords.Jit);
        using var session = await new DiagnosticsClient(pid).StartEventPipeSessionAsync(
            [new EventPipeProvider(ClrTraceEventParser.ProviderName, System.Diagnostics.Tracing.EventLevel.Verbose, keywords)], requestRundown: true, circularBufferMB: 256, CancellationToken.None);
        await using var target = File.Create(file);
        var copy = session.EventStream.CopyToAsync(target);
        await Task.Delay(duration);
        await session.StopAsync(CancellationToken.None);
        await copy;
    }

    private static Summary Summarize(string file)
    {
        var (types, assemblies, methods) = (new Dictionary<string, double>(), new Dictionary<string, double>(), new Dictionary<string, double>());
        var total = 0d;
        using var log = new TraceLog(TraceLog.CreateFromEventPipeDataFile(file));
        foreach (var data in log.Events)
        {
            if (data is not AllocationSampledTraceData sample)
            {
                continue;
            }

            var frames = FramesOf(sample).ToList();
            var bytes = sample.ObjectSize / (1 - Math.Exp(-sample.ObjectSize / SampledEvery));
            total += bytes;
            Add(types, sample.TypeName, bytes);
            Add(assemblies, frames.Find(frame => frame.Assembly is not (CoreLibrary or Unknown)).Assembly ?? CoreLibrary, bytes);
            Add(methods, frames.Find(frame => frame.Assembly.StartsWith("Switchyard", StringComparison.Ordinal)).Method ?? "none of Switchyard's", bytes);
        }

        return new(total, Shares(types), Shares(assemblies), Shares(methods));

        static void Add(Dictionary<string, double> sums, string key, double bytes) => sums[key] = sums.GetValueOrDefault(key) + bytes;

        List<Share> Shares(Dictionary<string, double> sums) => [.. sums.OrderByDescending(pair => pair.Value).Select(pair => new Share(pair.Key, pair.Value / total))];
    }

    private static IEnumerable<(string Assembly, string Method)> FramesOf(TraceEvent sample)
    {
        for (var frame = sample.CallStack(); frame is not null; frame = frame.Caller)
        {
            yield return (frame.CodeAddress.ModuleName is { Length: > 0 } module ? module : Unknown, frame.CodeAddress.FullMethodName);
        }
    }

    private sealed record Share(string Name, double Part);

    private sealed record Summary(double Bytes, List<Share> Types, List<Share> Assemblies, List<Share> Methods);
}
