using Switchyard.Cli.Systems;
using Switchyard.Contracts.Batches;
using Switchyard.QueueClient;

namespace Switchyard.Cli.Batches;

/// <summary>Prints what a batch led to, and how far it is while it is waited for.</summary>
internal static class BatchPrinter
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    public static async Task<int> PrintAsync(SwitchyardClient client, string id, bool wait, CancellationToken cancellationToken)
    {
        var batch = wait ? await client.Batches.WaitAsync(id, s_look, new Changes(), cancellationToken) : await client.Batches.GetAsync(id, cancellationToken);
        if (!BatchStatuses.Ended.Contains(batch.Status))
        {
            await Console.Error.WriteLineAsync($"It has not ended yet; {BatchTable.Say(batch)}. --wait waits for its end.");
            return ExitCodes.Failure;
        }

        foreach (var problem in batch.Errors?.Data ?? [])
        {
            await Console.Error.WriteLineAsync(problem.Line is { } line ? $"Line {line}: {problem.Message}" : problem.Message);
        }

        await using var output = Console.OpenStandardOutput();
        await using var errors = Console.OpenStandardError();
        await CopyAsync(client, batch.OutputFileId, output, cancellationToken);
        await CopyAsync(client, batch.ErrorFileId, errors, cancellationToken);
        return batch is { Status: BatchStatuses.Completed, ErrorFileId: null } ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static async Task CopyAsync(SwitchyardClient client, string? file, Stream target, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            await using var content = await client.Files.DownloadAsync(file, cancellationToken);
            await content.CopyToAsync(target, cancellationToken);
        }
    }

    // Only what is new is said.
    private sealed class Changes : IProgress<BatchObject>
    {
        private string? _last;

        public void Report(BatchObject value)
        {
            var line = BatchTable.Say(value);
            if (line != _last)
            {
                Console.Error.WriteLine($"({line})");
            }

            _last = line;
        }
    }
}
