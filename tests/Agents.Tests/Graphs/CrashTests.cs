using System.Diagnostics;
using System.Globalization;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tests.Graphs;

/// <summary>Processes that are killed at every boundary of a run, and others that go on with the journal they leave in files.</summary>
public sealed class CrashTests
{
    // Of each of two nodes: before and after the intent, the effect, the receipt and the step.
    private const int Boundaries = 16;

    [Theory]
    [InlineData(EffectClass.Idempotent)]
    [InlineData(EffectClass.AsksRemote)]
    [InlineData(EffectClass.Unsafe)]
    public async Task Run_KilledAtAnyBoundary_DoesEachEffectOnce(EffectClass effectClass)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = GraphBench.Cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(1, Boundaries), options, async (boundary, cancellationToken) =>
        {
            var folder = Directory.CreateTempSubdirectory("crash");
            try
            {
                await CheckAsync(folder.FullName, effectClass, boundary, cancellationToken);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
    }

    private static async Task CheckAsync(string folder, EffectClass effectClass, int boundary, CancellationToken cancellationToken)
    {
        var runId = Guid.NewGuid();

        var killed = await RunAsync(folder, runId, effectClass, boundary, cancellationToken);
        var resumed = await RunAsync(folder, runId, effectClass, 0, cancellationToken);

        Assert.Equal((137, ""), killed);
        Assert.Equal((0, "Completed: did first, did second"), resumed);
        var world = await File.ReadAllLinesAsync(Path.Combine(folder, "world"), cancellationToken);
        Assert.Equal(["first", "second"], world.Distinct().Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        Assert.True(effectClass == EffectClass.Idempotent || world.Length == 2, $"Killed at boundary {boundary}, the world has {world.Length} effects.");
    }

    private static async Task<(int Code, string Output)> RunAsync(string folder, Guid runId, EffectClass effectClass, int boundary, CancellationToken cancellationToken)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Switchyard.Agents.Crash.dll");
        string[] arguments = [program, folder, runId.ToString(), effectClass.ToString(), boundary.ToString(CultureInfo.InvariantCulture)];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output.Trim());
    }
}
