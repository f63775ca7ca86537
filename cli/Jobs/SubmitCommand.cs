using System.CommandLine;
using System.Text.Json;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Queue;
using Switchyard.QueueClient;

namespace Switchyard.Cli.Jobs;

/// <summary><c>switchyard jobs submit</c>: a request out of a file or a pipe becomes a job.</summary>
internal static class SubmitCommand
{
    public static Command Create(LocalSystem system)
    {
        var file = new Argument<string?>("file") { Description = "The file with the request's body, JSON; standard input when left out, or -.", Arity = ArgumentArity.ZeroOrOne };
        var url = new Option<string?>("--url") { Description = "What is asked, such as /v1/embeddings; /v1/chat/completions when left out." };
        var priority = new Option<string?>("--priority") { Description = $"Which waiting jobs it goes before: {string.Join(", ", JobPriorities.All)}; normal when left out." };
        var queue = new Option<string?>("--queue") { Description = "The queue; default when left out." };
        var key = new Option<string?>("--key") { Description = "A name of yours for it: submitted again under the same one, it is not done again." };
        var wait = new Option<bool>("--wait", "-w") { Description = "Print what it says until it ends, as follow does, with its exit codes." };
        var command = new Command("submit", "Submits a request as a job and prints its id.") { file, url, priority, queue, key, wait };
        command.SetAction((parsed, cancellationToken) => RouterConnection.RunAsync(system, async connection =>
        {
            if (await ReadBodyAsync(parsed.GetValue(file), cancellationToken) is not { } body)
            {
                return ExitCodes.Failure;
            }

            var request = new SubmitJobRequest { Url = parsed.GetValue(url), Body = body, Priority = parsed.GetValue(priority), Queue = parsed.GetValue(queue), IdempotencyKey = parsed.GetValue(key) };
            return await SubmitAsync(connection.Client.Jobs, request, parsed.GetValue(wait), cancellationToken);
        }));
        return command;
    }

    private static async Task<int> SubmitAsync(JobsClient jobs, SubmitJobRequest request, bool wait, CancellationToken cancellationToken)
    {
        var job = await jobs.SubmitAsync(request, cancellationToken);

        // The id can be piped on; where the answer is waited for, that is what is piped.
        await (wait ? Console.Error : Console.Out).WriteLineAsync(job.Id);
        return wait ? await JobPrinter.FollowAsync(jobs, job.Id) : ExitCodes.Success;
    }

    private static async Task<JsonElement?> ReadBodyAsync(string? file, CancellationToken cancellationToken)
    {
        try
        {
            var text = file is null or "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken);
            var body = JsonElement.Parse(text);
            if (body.ValueKind == JsonValueKind.Object)
            {
                return body;
            }

            await Console.Error.WriteLineAsync("A request's body is a JSON object, such as {\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}.");
        }
        catch (JsonException exception)
        {
            await Console.Error.WriteLineAsync($"{(file is null or "-" ? "Standard input" : $"'{file}'")} is not JSON: {exception.Message} A request's body is such as {{\"messages\":[{{\"role\":\"user\",\"content\":\"Hello\"}}]}}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"'{file}' cannot be read: {exception.Message}");
        }

        return null;
    }
}
