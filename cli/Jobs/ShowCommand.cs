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
        command.SetAction((parsed, cancellationToken) => RouterConnection.RunAsync(system, connection => connection.GetAsync(
            JobPaths.Of("status", parsed.GetValue(id)!), QueueJsonContext.Default.JobInfo, job => PrintAsync(connection, job, parsed.GetValue(json), cancellationToken), cancellationToken)));
        return command;
    }

    private static async Task<int> PrintAsync(RouterConnection connection, JobInfo job, bool json, CancellationToken cancellationToken)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(job, QueueJsonContext.Default.JobInfo));
            return ExitCodes.Success;
        }

        Console.WriteLine(TextTable.Format([.. Facts(job, TimeProvider.System.GetUtcNow()).Where(static fact => fact[1].Length > 0)]));
        var outcome = await PrintSaidAsync(connection, "request", job.Id, cancellationToken);
        if (job.Status == JobStatuses.Completed && outcome == ExitCodes.Success)
        {
            return await PrintSaidAsync(connection, "result", job.Id, cancellationToken);
        }

        return outcome;
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

    private static Task<int> PrintSaidAsync(RouterConnection connection, string verb, string id, CancellationToken cancellationToken) => connection.SendAsync(
        new HttpRequestMessage(HttpMethod.Get, JobPaths.Of(verb, id)),
        async response =>
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            Console.WriteLine($"\n{(verb == "request" ? "Request" : "Answer")}:");
            Console.WriteLine(Readable(body) is { Length: > 0 } text ? text : body);
            return ExitCodes.Success;
        },
        cancellationToken);

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
