using Aspire.Hosting;
using Npgsql;
using Switchyard.Agents.CrashMatrix;
using Switchyard.Cli.Systems;
using Switchyard.Hosting.Stores;

namespace Switchyard.Cli.Agents.CrashMatrix;

/// <summary>Runs a crash matrix: its progress goes to the side, its tables to the output.</summary>
internal static class CrashMatrixPrinter
{
    public static async Task<int> RunAsync(CrashMatrixArguments arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("switchyard-crash-matrix-");
        try
        {
            if (!arguments.TryRead(folder.FullName, out var options, out var error))
            {
                Console.Error.WriteLine(error);
                return ExitCodes.Failure;
            }

            return arguments.UsesPostgres
                ? await RunOverPostgresAsync(options, arguments, cancellationToken)
                : await RunAsync(options, arguments.Output, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidOperationException or DistributedApplicationException or NpgsqlException)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCodes.Failure;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RunOverPostgresAsync(CrashMatrixOptions options, CrashMatrixArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Postgres is { } given)
        {
            await using var database = await ScratchDatabase.CreateAsync(given, cancellationToken);
            return await RunAsync(options with { Postgres = database.ConnectionString }, arguments.Output, cancellationToken);
        }

        Console.Error.WriteLine("Starting a PostgreSQL for the time of the command.");
        await using var server = await TemporaryPostgres.StartAsync(cancellationToken);
        return await RunAsync(options with { Postgres = server.ConnectionString }, arguments.Output, cancellationToken);
    }

    private static async Task<int> RunAsync(CrashMatrixOptions options, string? output, CancellationToken cancellationToken)
    {
        var report = await new CrashMatrixRunner(options, Say).RunAsync(cancellationToken);
        if (!Console.IsErrorRedirected)
        {
            Console.Error.WriteLine();
        }

        var text = report.ToMarkdown();
        Console.WriteLine(text);
        if (output is not null)
        {
            await File.WriteAllTextAsync(output, text + Environment.NewLine, cancellationToken);
        }

        return report.Violations.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    // One line that changes where a person looks at it, one after another where it is kept.
    private static void Say(string progress)
    {
        if (Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(progress);
        }
        else
        {
            Console.Error.Write($"\r\e[2K{progress}");
        }
    }
}
