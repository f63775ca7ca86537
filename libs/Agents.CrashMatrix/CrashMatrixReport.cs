using Switchyard.Agents.CrashMatrix.Trials;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.CrashMatrix;

/// <summary>What a crash matrix has found.</summary>
/// <param name="Trials">All kills.</param>
public sealed record CrashMatrixReport(IReadOnlyList<CrashTrial> Trials)
{
    /// <summary>Gets the kills after which something was not as promised.</summary>
    public IReadOnlyList<CrashTrial> Violations { get; } = [.. Trials.Where(trial => trial.Violations.Count > 0)];

    /// <summary>Gets how many effects happened more than once.</summary>
    public int Repeated => Trials.Sum(trial => trial.Repeated);

    /// <summary>Gets how many runs did not come to their end.</summary>
    public int Lost => Trials.Count(trial => trial.IsLost);

    /// <summary>Writes it as Markdown: boundary × class, kind × class, and each violation.</summary>
    public string ToMarkdown()
    {
        List<string> parts = [Format(BoundaryRows()), Format(KindRows())];
        if (Violations.Count > 0)
        {
            parts.Add(string.Join(Environment.NewLine, Violations.Select(trial => $"- {trial.Kind}, {EffectClassNames.Of(trial.Class)}, killed {trial.Boundary}: {string.Join("; ", trial.Violations)}")));
        }

        parts.Add($"{Trials.Count} hosts killed: {Repeated} effects repeated, {Lost} runs lost, {Violations.Count} kills with a violation.");
        return string.Join(Environment.NewLine + Environment.NewLine, parts);
    }

    private List<string[]> BoundaryRows()
    {
        EffectClass[] classes = [.. Trials.Select(trial => trial.Class).Distinct().Order()];
        List<string[]> rows = [["killed", .. classes.Select(EffectClassNames.Of)]];
        foreach (var boundary in Trials.GroupBy(trial => trial.Boundary))
        {
            rows.Add([boundary.Key, .. classes.Select(effectClass => Cell([.. boundary.Where(trial => trial.Class == effectClass)]))]);
        }

        return rows;
    }

    private static string Cell(IReadOnlyList<CrashTrial> trials)
    {
        var violations = trials.Count(trial => trial.Violations.Count > 0);
        return trials.Count == 0 ? "-" : violations == 0 ? $"{trials.Count}" : $"{trials.Count}, {violations} violated";
    }

    private List<string[]> KindRows()
    {
        List<string[]> rows = [["kind", "class", "kills", "effects repeated", "calls repeated without effect", "a person asked", "runs lost", "goes on after p50 / p99 ms", "done after p50 / p99 ms"]];
        foreach (var group in Trials.GroupBy(trial => (trial.Kind, trial.Class)))
        {
            CrashTrial[] trials = [.. group];
            rows.Add(
            [
                group.Key.Kind,
                EffectClassNames.Of(group.Key.Class),
                $"{trials.Length}",
                $"{trials.Sum(trial => trial.Repeated)}",
                $"{trials.Sum(trial => trial.CalledAgain)}",
                $"{trials.Sum(trial => trial.Uncertain)}",
                $"{trials.Count(trial => trial.IsLost)}",
                Percentiles(trials, trial => trial.WentOnAfter),
                Percentiles(trials, trial => trial.DoneAfter),
            ]);
        }

        return rows;
    }

    // By nearest rank.
    private static string Percentiles(CrashTrial[] trials, Func<CrashTrial, TimeSpan> time)
    {
        double[] sorted = [.. trials.Select(trial => time(trial).TotalMilliseconds).Order()];
        return FormattableString.Invariant($"{At(0.5):0} / {At(0.99):0}");

        double At(double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    private static string Format(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var rule = widths.Select(width => new string('-', width)).ToArray();
        return string.Join(Environment.NewLine, rows.Take(1).Append(rule).Concat(rows.Skip(1)).Select(row => $"| {string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column])))} |"));
    }
}
