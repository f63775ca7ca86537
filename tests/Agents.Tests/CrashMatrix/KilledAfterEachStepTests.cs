using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.CrashMatrix.Subjects;
using Switchyard.Agents.CrashMatrix.Trials;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Journal.Files;
using Switchyard.Agents.Postgres;
using Switchyard.Agents.Tests.Journal.Postgres;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Tests.CrashMatrix;

/// <summary>A host is killed after each step of a run of ten; another process, this one, goes on with the step that follows and with no other.</summary>
public sealed class KilledAfterEachStepTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_KilledAfterAnyStep_GoesOnWithTheNext(bool usesPostgres)
    {
        var undisturbed = await HostProcess.RunAsync(CrashHosts.Command, Order("undisturbed", usesPostgres), Token);
        var boundaries = undisturbed.Answer!.Boundaries;
        int[] kills = [Find(boundaries, BoundaryNames.Start), .. Enumerable.Range(0, boundaries.Count).Where(place => IsAfterStep(boundaries[place]))];
        Assert.Equal(PlainGraph.Steps + 1, kills.Length);

        await Parallel.ForEachAsync(Enumerable.Range(0, kills.Length), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token }, async (steps, token) =>
        {
            var order = Order($"{steps}", usesPostgres) with { KillsAt = kills[steps] + 1 };
            var killed = await HostProcess.RunAsync(CrashHosts.Command, order, token);
            var (progress, begun) = await GoOnAsync(order);

            Assert.True(killed.WasKilled);
            Assert.Equal((RunStatus.Completed, undisturbed.Answer.Output), (progress.Status, progress.Output));
            Assert.Equal(Enumerable.Range(steps + 1, PlainGraph.Steps - steps), begun.Distinct());
        });
    }

    private static bool IsAfterStep(string boundary) =>
        ((string[])[BoundaryNames.Step, BoundaryNames.Checkpoint, BoundaryNames.End]).Any(name => boundary == BoundaryNames.After(name));

    private static int Find(IReadOnlyList<string> boundaries, string name) => boundaries.ToList().IndexOf(BoundaryNames.After(name));

    /// <summary>Goes on with a run, and says which steps were begun for it.</summary>
    private static async Task<(CrashProgress Progress, List<int> Begun)> GoOnAsync(CrashOrder order)
    {
        List<int> begun = [];
        await using var database = order.Postgres is null ? null : new PostgresRunJournal(new PostgresRunJournalOptions { ConnectionString = order.Postgres });
        IRunJournal journal = database is not null ? database : new FileRunJournal(order.JournalFolder, TimeProvider.System);
        var remote = new Remote(order.RemoteFile, order.Class, new BoundaryGate(0));
        var graph = new PlainGraph(journal, remote, happened =>
        {
            if (happened.Kind == RunEventKind.StepStarted)
            {
                begun.Add(happened.Step);
            }
        });
        var progress = await graph.AdvanceAsync(order.RunId, Token);
        while (progress is { Status: RunStatus.Waiting, Waiting: [var question, ..] })
        {
            await graph.AnswerAsync(order.RunId, question.Key, question.Choices[0], Token);
            progress = await graph.AdvanceAsync(order.RunId, Token);
        }

        return (progress, begun);
    }

    private CrashOrder Order(string name, bool usesPostgres)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, $"{usesPostgres}-{name}"));
        return new CrashOrder(PlainGraph.Kind, EffectClass.Unsafe, Guid.CreateVersion7(), folder.FullName, usesPostgres ? database.ConnectionString : null, 0);
    }
}
