using System.CommandLine;
using System.Text.Json;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Batches;

namespace Switchyard.Cli.Batches;

/// <summary><c>switchyard batches</c>: files of requests that are answered when there is room: the newest.</summary>
internal static class BatchesCommand
{
    public static Command Create(LocalSystem system)
    {
        var limit = new Option<int>("--limit", "-n") { Description = "How many batches at most.", DefaultValueFactory = _ => 20 };
        var json = new Option<bool>("--json") { Description = "Print the batches as the Router describes them, one a line." };
        var command = new Command("batches", "Shows the batches, the newest first: files of requests that are answered when there is room.")
        {
            limit, json,
            SubmitCommand.Create(system),
            ResultCommand.Create(system),
            CancelCommand.Create(system),
        };
        command.SetAction((parsed, cancellationToken) => RouterConnection.RunAsync(system, async connection =>
        {
            List<BatchObject> batches = [];
            await foreach (var batch in connection.Client.Batches.ListAsync(cancellationToken).Take(parsed.GetValue(limit)).WithCancellation(cancellationToken))
            {
                batches.Add(batch);
            }

            Print(batches, parsed.GetValue(json));
            return ExitCodes.Success;
        }));
        return command;
    }

    private static void Print(List<BatchObject> batches, bool json)
    {
        if (json)
        {
            batches.ForEach(static batch => Console.WriteLine(JsonSerializer.Serialize(batch, BatchesJsonContext.Default.BatchObject)));
            return;
        }

        Console.WriteLine(batches.Count == 0
            ? "There is no batch. Submit a file of requests: ./switchyard batches submit requests.jsonl"
            : BatchTable.Format(batches, TimeProvider.System.GetUtcNow()));
    }
}
