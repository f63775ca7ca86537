using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.CrashMatrix.Subjects;
using Switchyard.Agents.CrashMatrix.Trials;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.CrashMatrix;

/// <summary>
/// Kills the hosts of runs at every moment at which that can make a difference, and has others go on: before and after each intent, effect, receipt, step,
/// checkpoint, question and answer. Where those are is found by a run that is left alone.
/// </summary>
/// <param name="options">What is tried.</param>
/// <param name="onProgress">Is told what is done, for people to read.</param>
public sealed class CrashMatrixRunner(CrashMatrixOptions options, Action<string> onProgress)
{
    private int _runs;

    /// <summary>Tries everything.</summary>
    /// <exception cref="InvalidOperationException">A run does not even work undisturbed, or none has such a boundary.</exception>
    public async Task<CrashMatrixReport> RunAsync(CancellationToken cancellationToken = default)
    {
        List<CrashTrial> trials = [];
        foreach (var kind in options.Kinds)
        {
            foreach (var effectClass in options.Classes.Where(effectClass => CrashSubjects.Has(kind, effectClass)))
            {
                trials.AddRange(await RunAsync(kind, effectClass, cancellationToken).ConfigureAwait(false));
            }
        }

        return trials.Count > 0 ? new CrashMatrixReport(trials) : throw new InvalidOperationException($"No run passes '{string.Join("', '", options.Boundaries)}': nothing was killed.");
    }

    private async Task<IReadOnlyList<CrashTrial>> RunAsync(string kind, EffectClass effectClass, CancellationToken cancellationToken)
    {
        var undisturbed = await RunUndisturbedAsync(NewOrder(kind, effectClass), cancellationToken).ConfigureAwait(false);
        var judge = new TrialJudge(undisturbed);
        var places = Enumerable.Range(0, undisturbed.Answer.Boundaries.Count).Where(place => IsAsked(undisturbed.Answer.Boundaries[place])).SelectMany(place => Enumerable.Repeat(place, options.Times)).ToArray();
        var trials = new CrashTrial[places.Length];
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, places.Length), parallel, async (index, token) =>
        {
            var trial = new CrashTrial(kind, effectClass, undisturbed.Answer.Boundaries[places[index]]);
            trials[index] = await RunAsync(judge, trial, places[index] + 1, token).ConfigureAwait(false);
            onProgress($"{kind}, {EffectClassNames.Of(effectClass)}: {Interlocked.Increment(ref done)} of {places.Length} kills{(trials[index].Violations.Count > 0 ? $"; {trial.Boundary}: {string.Join("; ", trials[index].Violations)}" : "")}");
        }).ConfigureAwait(false);
        return trials;
    }

    private async Task<Undisturbed> RunUndisturbedAsync(CrashOrder order, CancellationToken cancellationToken)
    {
        var end = await HostProcess.RunAsync(options.Host, order, cancellationToken).ConfigureAwait(false);
        return end.Answer is { Status: RunStatus.Completed } answer
            ? new Undisturbed(answer, Remote.Read(order.RemoteFile))
            : throw new InvalidOperationException($"A run of kind '{order.Kind}' does not complete where nobody disturbs it: {end.Answer?.Error ?? end.Describe()}");
    }

    private async Task<CrashTrial> RunAsync(TrialJudge judge, CrashTrial trial, int killsAt, CancellationToken cancellationToken)
    {
        var order = NewOrder(trial.Kind, trial.Class) with { KillsAt = killsAt };
        var killed = await HostProcess.RunAsync(options.Host, order, cancellationToken).ConfigureAwait(false);
        var resumed = await HostProcess.RunAsync(options.Host, order with { KillsAt = 0 }, cancellationToken).ConfigureAwait(false);
        return judge.Judge(trial, killed, resumed, Remote.Read(order.RemoteFile));
    }

    private bool IsAsked(string boundary) => options.Boundaries.Count == 0 || options.Boundaries.Any(name => boundary == BoundaryNames.Before(name) || boundary == BoundaryNames.After(name));

    private CrashOrder NewOrder(string kind, EffectClass effectClass)
    {
        var folder = Path.Combine(options.Folder, $"run-{Interlocked.Increment(ref _runs)}");
        Directory.CreateDirectory(folder);
        return new CrashOrder(kind, effectClass, Guid.CreateVersion7(), folder, options.Postgres, 0);
    }
}
