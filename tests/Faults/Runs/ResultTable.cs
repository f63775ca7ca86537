using System.Globalization;
using System.Text;
using Switchyard.Faults.Checking;
using Switchyard.Faults.Histories;
using Switchyard.Faults.Processes;

namespace Switchyard.Faults.Runs;

/// <summary>Writes what a run led to, as a page of Markdown.</summary>
internal static class ResultTable
{
    private const int MostViolations = 50;

    /// <summary>Writes the page.</summary>
    public static string Write(RunResult result)
    {
        var text = new StringBuilder();
        WriteHead(text, result);
        WriteSums(text, result);
        WriteRows(text, result);
        foreach (var (fault, reason) in result.NotInjected)
        {
            Line(text, $"| {fault} | not injected: {reason} |");
        }

        WriteViolations(text, result);
        return text.ToString();
    }

    private static void WriteHead(StringBuilder text, RunResult result)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024 * 1024);
        Line(text, $"# The queue, with everything that can be broken broken");
        Line(text, $"");
        Line(text, $"`dotnet run -c Release --project tests/Faults -- --seed {result.Options.Seed} --minutes {result.Options.Duration.TotalMinutes:0.#} --out bench/results/faults.md`");
        Line(text, $"");
        Line(text, $"{DateTimeOffset.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {memory} GiB, which had other things to do as well (load {LoadOf()}); 2 Routers, 3 workers of 6 jobs each, leases of {FaultSystem.Lease.TotalSeconds:0} s, one PostgreSQL and one Redis, all processes of their own. What is written here and how it is found out: tests/Faults/README.md.");
        Line(text, $"");
    }

    private static void WriteSums(StringBuilder text, RunResult result)
    {
        var evidence = result.Evidence;
        var ends = evidence.Acknowledged.SelectMany(job => evidence.Rows[job.Job]).GroupBy(row => row.Status).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}");
        var kills = evidence.Lines.Where(line => line.What == Happening.Killed).GroupBy(line => line.Who.StartsWith('w') ? "workers" : line.Who).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}");
        var counts = evidence.Lines.CountBy(line => line.What).ToDictionary();
        Line(text, $"| | |");
        Line(text, $"|---|---|");
        Line(text, $"| acknowledged jobs | {evidence.Acknowledged.Count}: {string.Join(", ", ends)} |");
        Line(text, $"| submissions | {counts.GetValueOrDefault(Happening.Submitting)}, of which {counts.GetValueOrDefault(Happening.Refused)} were refused (503 or 429) and {counts.GetValueOrDefault(Happening.Unanswered)} not answered, and repeated under the same key |");
        Line(text, $"| attempts | {evidence.Attempts.Sum(attempts => attempts.Count())}; {counts.GetValueOrDefault(Happening.Fenced)} ends refused, since the attempt was no longer the job's |");
        Line(text, $"| killed | {string.Join(", ", kills)} |");
        foreach (var breach in Enum.GetValues<Breach>())
        {
            Line(text, $"| {NameOf(breach)} | **{result.Violations.Count(violation => violation.Breach == breach)}** |");
        }

        Line(text, $"| attempts that were broken off, begun again after (s, from the fault's beginning; p50 / p99 / longest) | {new Spread(FaultRow.Make(result).SelectMany(row => row.Restarts.Seconds))} |");
        Line(text, $"| works again after (s, from the fault's end; p50 / p99 / longest) | {new Spread(evidence.Injections.Select(injection => injection.Recovered - injection.Healed))} |");
        Line(text, $"");
    }

    private static void WriteRows(StringBuilder text, RunResult result)
    {
        Line(text, $"| fault | injected | jobs in flight | lost | committed twice | charged twice | other | late | run twice | begun again after (s) | works again after (s) |");
        Line(text, $"|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in FaultRow.Make(result))
        {
            var other = row.Count(Breach.EarlyStart, Breach.DoubledKey, Breach.OutOfOrder);
            Line(text, $"| {row.Fault} | {row.Injections} | {row.InFlight} | {row.Count(Breach.Lost)} | {row.Count(Breach.CommittedTwice)} | {row.Count(Breach.ChargedTwice)} | {other} | {row.Count(Breach.Late)} | {row.RunTwice} | {row.Restarts} | {row.Recoveries} |");
        }
    }

    private static void WriteViolations(StringBuilder text, RunResult result)
    {
        Line(text, $"");
        foreach (var violation in result.Violations.Take(MostViolations))
        {
            Line(text, $"- {violation.Invariant} {NameOf(violation.Breach)}: job {violation.Job} {violation.Message} ({result.Evidence.FindCause(violation.From, violation.To)?.Fault ?? "before any fault"})");
        }
    }

    // Of the last 15 minutes, on average.
    private static string LoadOf() => File.ReadAllText("/proc/loadavg").Split(' ')[2];

    private static string NameOf(Breach breach) => breach switch
    {
        Breach.Lost => "lost",
        Breach.CommittedTwice => "committed twice",
        Breach.ChargedTwice => "charged twice",
        Breach.EarlyStart => "begun while another had it",
        Breach.DoubledKey => "two jobs of one key",
        Breach.Late => "late",
        _ => "out of order",
    };

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
