using System.Text.Json;
using Switchyard.Agents.CrashMatrix.Subjects;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Journal.Files;
using Switchyard.Agents.Postgres;

namespace Switchyard.Agents.CrashMatrix.Hosts;

/// <summary>The process that is killed, and the one that goes on after it: reads one order, works on the run, and says how far it came unless it died.</summary>
public static class CrashHost
{
    /// <summary>Works on a run.</summary>
    /// <param name="input">Has the order, as the matrix writes it. Not an argument: it may hold a password.</param>
    /// <param name="output">Gets the answer.</param>
    /// <param name="cancellationToken">Pauses the run.</param>
    public static async Task RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var text = await input.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        var order = JsonSerializer.Deserialize(text, CrashJson.Default.CrashOrder) ?? throw new InvalidDataException("There is no order on standard input.");
        var answer = await RunAsync(order, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(JsonSerializer.Serialize(answer, CrashJson.Default.CrashAnswer).AsMemory(), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<CrashAnswer> RunAsync(CrashOrder order, CancellationToken cancellationToken)
    {
        var gate = new BoundaryGate(order.KillsAt);
        if (order.Postgres is null)
        {
            return await RunAsync(order, gate, new FileRunJournal(order.JournalFolder, TimeProvider.System), cancellationToken).ConfigureAwait(false);
        }

        var journal = new PostgresRunJournal(new PostgresRunJournalOptions { ConnectionString = order.Postgres });
        await using (journal.ConfigureAwait(false))
        {
            return await RunAsync(order, gate, journal, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<CrashAnswer> RunAsync(CrashOrder order, BoundaryGate gate, IRunJournal journal, CancellationToken cancellationToken)
    {
        Guid? leader = ComposedSubject.Kinds.Contains(order.Kind) ? order.RunId : null;
        var subject = CrashSubjects.Create(order.Kind, new CrashingJournal(journal, gate, leader), new Remote(order.RemoteFile, order.Class, gate), gate);
        var person = new Person(subject);
        var progress = await subject.AdvanceAsync(order.RunId, cancellationToken).ConfigureAwait(false);
        while (progress is { Status: RunStatus.Waiting, Waiting: [var request, ..] })
        {
            await person.AnswerAsync(order.RunId, request, cancellationToken).ConfigureAwait(false);
            progress = await subject.AdvanceAsync(order.RunId, cancellationToken).ConfigureAwait(false);
        }

        return new CrashAnswer(progress.Status, progress.Output, progress.Error, gate.Passed, person.Uncertain, gate.WentOnAfter.TotalMilliseconds);
    }
}
