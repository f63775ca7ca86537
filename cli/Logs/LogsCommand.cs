using System.CommandLine;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Logs;

/// <summary><c>switchyard logs</c>: the last lines of one resource or of all, and what follows.</summary>
internal static class LogsCommand
{
    private const string Extension = ".log";

    public static Command Create(LocalSystem system)
    {
        var resource = new Argument<string?>("resource") { Description = "The resource's name; all of them when left out.", Arity = ArgumentArity.ZeroOrOne };
        var follow = new Option<bool>("--follow", "-f") { Description = "Keep printing what is written." };
        var lines = new Option<int>("--lines", "-n") { Description = "How many lines of each log to start with.", DefaultValueFactory = _ => 50 };
        var command = new Command("logs", "Prints logs; works while nothing runs too.") { resource, follow, lines };
        command.SetAction((parsed, cancellationToken) => RunAsync(system, parsed.GetValue(resource), parsed.GetValue(lines), parsed.GetValue(follow), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(LocalSystem system, string? resource, int lines, bool follow, CancellationToken cancellationToken)
    {
        var names = Directory.Exists(system.Home.Logs)
            ? Directory.GetFiles(system.Home.Logs, "*" + Extension).Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal).ToArray()
            : [];
        if (names.Length == 0)
        {
            Console.Error.WriteLine($"There are no logs in {system.Home.Logs} yet. Start the system with ./run.sh.");
            return ExitCodes.NotRunning;
        }

        if (resource is not null && !names.Contains(resource))
        {
            Console.Error.WriteLine($"There is no log of '{resource}'. There are: {string.Join(", ", names)}.");
            return ExitCodes.Failure;
        }

        var tails = (resource is null ? names : [resource]).Select(name => new LogTail(Path.Combine(system.Home.Logs, name + Extension), resource is null ? $"{name} | " : string.Empty)).ToArray();
        foreach (var tail in tails)
        {
            tail.PrintLast(lines, Console.Out);
        }

        if (follow)
        {
            await FollowAsync(tails, cancellationToken);
        }

        return ExitCodes.Success;
    }

    private static async Task FollowAsync(LogTail[] tails, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var tail in tails)
            {
                tail.PrintNew(Console.Out);
            }
        }
    }
}
