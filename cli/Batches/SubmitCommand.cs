using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Batches;

namespace Switchyard.Cli.Batches;

/// <summary><c>switchyard batches submit</c>: a file of requests becomes a batch.</summary>
internal static class SubmitCommand
{
    public static Command Create(LocalSystem system)
    {
        var file = new Argument<FileInfo>("file") { Description = "The requests, one a line: {\"custom_id\":\"1\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{…}}." };
        var url = new Option<string>("--url") { Description = "What all of them ask.", DefaultValueFactory = _ => "/v1/chat/completions" };
        var wait = new Option<bool>("--wait", "-w") { Description = "Wait until it has ended and print the answers, as result does." };
        var command = new Command("submit", "Submits a file of requests as a batch and prints its id.") { file, url, wait };
        command.SetAction((parsed, cancellationToken) => RouterConnection.RunAsync(system, connection =>
            SubmitAsync(connection, parsed.GetValue(file)!, parsed.GetValue(url)!, parsed.GetValue(wait), cancellationToken)));
        return command;
    }

    private static async Task<int> SubmitAsync(RouterConnection connection, FileInfo file, string url, bool wait, CancellationToken cancellationToken)
    {
        FileStream content;
        try
        {
            content = file.OpenRead();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"'{file.Name}' cannot be read: {exception.Message}");
            return ExitCodes.Failure;
        }

        await using (content)
        {
            var uploaded = await connection.Client.Files.UploadAsync(content, file.Name, cancellationToken);
            var batch = await connection.Client.Batches.CreateAsync(new CreateBatchRequest { InputFileId = uploaded.Id, Endpoint = url }, cancellationToken);

            // The id can be piped on; where the answers are waited for, those are what is piped.
            await (wait ? Console.Error : Console.Out).WriteLineAsync(batch.Id);
            return wait ? await BatchPrinter.PrintAsync(connection.Client, batch.Id, wait, cancellationToken) : ExitCodes.Success;
        }
    }
}
