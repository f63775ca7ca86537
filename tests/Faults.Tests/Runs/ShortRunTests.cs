using Switchyard.Faults.Runs;

namespace Switchyard.Faults.Tests.Runs;

/// <summary>A run short enough for every day: one fault of each store and of the workers, in real processes. Another seed: <c>CHAOS_SEED=7 ./test.sh Faults.Tests</c>.</summary>
public sealed class ShortRunTests(ITestOutputHelper output)
{
    private const int DefaultSeed = 20_261_127;

    [Fact]
    public async Task Run_WithWorkersRedisAndPostgresKilled_BreaksNoPromise()
    {
        var seed = Environment.GetEnvironmentVariable("CHAOS_SEED");
        var options = new RunOptions
        {
            Seed = seed is null ? DefaultSeed : int.Parse(seed),
            Duration = TimeSpan.FromMinutes(1),
            Only = ["F1 workers killed", "F7 ", "F37 ", "F41 ", "F25 the 202"],
            MaxInjections = 5,
        };

        var result = await new FaultRun(options, TextWriter.Null).RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine($"CHAOS_SEED={options.Seed}");
        output.WriteLine(ResultTable.Write(result));
        Assert.Empty(result.Broken.Select(violation => $"{violation.Invariant} {violation.Breach}: {violation.Job} {violation.Message}"));
        Assert.Equal(options.MaxInjections, result.Evidence.Injections.Count(injection => double.IsFinite(injection.Recovered)));
        Assert.Contains(result.Evidence.Attempts.SelectMany(attempts => attempts), attempt => attempt.HasCompleted);
    }
}
