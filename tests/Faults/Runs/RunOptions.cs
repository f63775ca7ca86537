using System.Globalization;

namespace Switchyard.Faults.Runs;

/// <summary>What a run is asked to be.</summary>
internal sealed record RunOptions
{
    /// <summary>Gets what the order of the faults, the jobs and everything else left to chance goes by.</summary>
    public int Seed { get; init; }

    /// <summary>Gets for how long faults are injected.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets words, with commas: only faults in whose names one of them is.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Gets how many faults are injected at most.</summary>
    public int MaxInjections { get; init; } = int.MaxValue;

    /// <summary>Gets where the result is written.</summary>
    public string? Output { get; init; }

    /// <summary>Gets the folder to which the histories and the workers' logs are copied.</summary>
    public string? Histories { get; init; }

    /// <summary>Reads a command line: <c>--seed N --minutes N --out FILE --only F7,F37 --histories FOLDER</c>. Without a seed <c>CHAOS_SEED</c> counts, and without that chance.</summary>
    public static RunOptions Parse(IReadOnlyList<string> args)
    {
        var values = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[^1], StringComparer.Ordinal);
        var seed = values.GetValueOrDefault("--seed") ?? Environment.GetEnvironmentVariable("CHAOS_SEED");
        return new RunOptions
        {
            Seed = seed is null ? Random.Shared.Next(1_000_000) : int.Parse(seed, CultureInfo.InvariantCulture),
            Duration = TimeSpan.FromMinutes(double.Parse(values.GetValueOrDefault("--minutes", "2"), CultureInfo.InvariantCulture)),
            Only = values.GetValueOrDefault("--only", string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries),
            Output = values.GetValueOrDefault("--out"),
            Histories = values.GetValueOrDefault("--histories"),
        };
    }
}
