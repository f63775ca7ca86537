using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Queue;
using Switchyard.QueueClient;

namespace Switchyard.Cli.Jobs;

/// <summary><c>switchyard jobs show</c>: where a job stands, what it asks and was answered.</summary>
internal static class ShowCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = JobArguments.Id();
        var json = new Option<bool>("--json") { Description = "Print the job as the Router describes it, as JSON." };
        var command = new Command("show", "Shows where a job stands, what it asks and was answered.") { id, json };
        command.SetAction((parsed, cancellationToken) => RouterConnection.RunAsync(system, connection =>
            PrintAsync(connection.Client.Jobs, parsed.GetValue(id)!, parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static async Task<int> PrintAsync(JobsClient jobs, string id, bool json, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(id, cancellationToken);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(job, QueueJsonContext.Default.JobInfo));
            return ExitCodes.Success;
        }

        Console.WriteLine(TextTable.Format([.. Facts(job, TimeProvider.System.GetUtcNow()).Where(static fact => fact[1].Length > 0)]));
        PrintSaid("Request", await jobs.GetRequestAsync(job.Id, cancellationToken));
        if (job.Status == JobStatuses.Completed && await jobs.GetResultAsync(job.Id, cancellationToken) is { } answer)
        {
            PrintSaid("Answer", answer);
        }

        return ExitCodes.Success;
    }

    private static IEnumerable<string[]> Facts(JobInfo job, DateTimeOffset now) =>
    [
        ["Job", job.Id],
        ["Status", JobTables.Status(job, now)],
        ["Failure", job.Error?.Message ?? string.Empty],
        ["Waits for", job.WaitingFor ?? string.Empty],
        ["Asks", job.Url],
        ["Queue", $"{job.Queue}, priority {job.Priority}"],
        ["Labels", string.Join(", ", job.Labels)],
        ["Attempts", string.Create(CultureInfo.InvariantCulture, $"{job.Attempts}: {job.Failures} failed, {job.Crashes} lost with their workers; may fail {job.Retries} times and be tried again")],
        ["Worker", job.Worker ?? string.Empty],
        ["Submitted", Time(job.CreatedAt)],
        ["Started", Time(job.StartedAt)],
        ["Ended", Time(job.FinishedAt)],
    ];

    private static void PrintSaid(string what, string body)
    {
        Console.WriteLine($"\n{what}:");
        Console.WriteLine(Readable(body) is { Length: > 0 } text ? text : body);
    }

    private static string Readable(string body)
    {
        try
        {
            return string.Join('\n', JobMessages.Read(JsonElement.Parse(body)).Select(static message => $"[{message.Role}] {message.Text}"));
        }
        catch (JsonException)
        {
            // Not JSON: it is printed as it is.
            return string.Empty;
        }
    }

    private static string Time(DateTimeOffset? time) => time is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) : string.Empty;
}
