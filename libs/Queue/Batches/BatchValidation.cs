using Switchyard.Queue.Files;

namespace Switchyard.Queue.Batches;

/// <summary>Reads a batch's file to its end before anything of it is done: a mistake in the last line is to cost nothing.</summary>
internal sealed class BatchValidation(JobStore store, QueueOptions options)
{
    private const int MaxProblems = 100;

    /// <summary>Reads the file in one turn. Returns whether the batch can go on at once.</summary>
    public async Task<bool> RunAsync(BatchTurn turn, CancellationToken cancellationToken)
    {
        List<BatchProblem> problems = [];
        if (await ReadAsync(turn, problems, cancellationToken).ConfigureAwait(false) is not { } total)
        {
            return false;
        }

        if (problems.Count > 0)
        {
            await turn.FailAsync(problems, cancellationToken).ConfigureAwait(false);
            return false;
        }

        return await store.Batches.StartAsync(turn.Lease, total, cancellationToken).ConfigureAwait(false);
    }

    // Returns how many requests there are; nothing where the turn was lost.
    private async Task<int?> ReadAsync(BatchTurn turn, List<BatchProblem> problems, CancellationToken cancellationToken)
    {
        var asked = turn.Batch.Asked;
        if (await store.Files.FindAsync(asked.InputFile, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            problems.Add(InputProblems.Gone);
            return 0;
        }

        HashSet<string> ids = new(StringComparer.Ordinal);
        var stream = new StoredFileStream(store.Files, file.Id, start: 0);
        await using (stream.ConfigureAwait(false))
        {
            var lines = new InputLines(stream, start: 0, options.MaxPayloadBytes);
            while (problems.Count < MaxProblems && await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!await turn.HoldsAsync(cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }

                if (ids.Count == InputProblems.MaxRequests)
                {
                    problems.Add(InputProblems.TooMany(lines.Number));
                    return 0;
                }

                if (Check(lines, asked.Endpoint, ids) is { } problem)
                {
                    problems.Add(problem);
                }
            }

            // Where a piece is missing, what was read says nothing.
            if (problems.Count < MaxProblems && stream.Position < file.Bytes)
            {
                problems.Insert(0, InputProblems.Gone);
            }
        }

        if (ids.Count == 0 && problems.Count == 0)
        {
            problems.Add(InputProblems.Empty);
        }

        return ids.Count;
    }

    private BatchProblem? Check(InputLines lines, string endpoint, HashSet<string> ids) =>
        lines.IsTooLong ? InputProblems.TooLong(lines.Number, options.MaxPayloadBytes)
        : !InputRequest.TryRead(lines.Current, endpoint, out var request, out var problem) ? problem! with { Line = lines.Number }
        : !ids.Add(request.CustomId) ? InputProblems.Repeated(lines.Number, request.CustomId)
        : null;
}
