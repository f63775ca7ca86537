using System.CommandLine;
using Aspire.Hosting;
using Switchyard.Cli.Systems;
using Switchyard.Hosting.Engine;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.Stores;

namespace Switchyard.Cli.Reset;

/// <summary><c>switchyard reset</c>: removes the data of this folder, so that the next start begins anew.</summary>
internal static class ResetCommand
{
    public static Command Create(LocalSystem system)
    {
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var command = new Command("reset", "Removes databases, logs and passwords. The system must be stopped.") { yes };
        command.SetAction(parsed => Run(system, parsed.GetValue(yes)));
        return command;
    }

    private static int Run(LocalSystem system, bool yes)
    {
        if (FindUser(system) is { } user)
        {
            Console.Error.WriteLine($"Switchyard still runs on {system.Home.Path} ({user}). Stop it first: ./switchyard stop.");
            return ExitCodes.Failure;
        }

        var folders = FindFolders(system);
        if (folders.Length == 0)
        {
            Console.WriteLine($"There is nothing to remove in {system.Home.Path}.");
            return ExitCodes.Success;
        }

        Console.WriteLine("This removes for good:");
        foreach (var folder in folders)
        {
            Console.WriteLine($"  {folder}");
        }

        return yes || Ask() ? Remove(system, folders) : ExitCodes.Failure;
    }

    private static string? FindUser(LocalSystem system) => system.ReadLast() is not { } state ? null
        : ProcessTable.IsAlive(state.Process) ? $"process {state.Process.Pid}"
        : state.Resources.Where(resource => resource.Process is { } process && ProcessTable.IsAlive(process)).Select(resource => $"{resource.Name}, process {resource.Process!.Pid}").FirstOrDefault();

    // The lock lies in the last of them, so that it is held until all else is gone.
    // Only what the engine makes: the folder itself may be one that holds other things.
    private static string[] FindFolders(LocalSystem system)
    {
        var home = system.Home;
        string[] own = [home.Data, home.Logs, home.Secrets, PostgresLocation.FallbackFolder(home), home.Run];
        return [.. own.Where(Directory.Exists)];
    }

    private static bool Ask()
    {
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine("Nothing was removed. Say --yes where nobody can be asked.");
            return false;
        }

        Console.Write("Go on? [y/N] ");
        var agreed = Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
        Console.WriteLine(agreed ? string.Empty : "Nothing was removed.");
        return agreed;
    }

    private static int Remove(LocalSystem system, string[] folders)
    {
        try
        {
            Directory.CreateDirectory(system.Home.Run);
            using var held = AppHostLock.Take(system.Home);
            foreach (var folder in folders)
            {
                Directory.Delete(folder, recursive: true);
            }

            if (Directory.Exists(system.Home.Run))
            {
                Directory.Delete(system.Home.Run, recursive: true);
            }

            if (Directory.Exists(system.Home.Path) && !Directory.EnumerateFileSystemEntries(system.Home.Path).Any())
            {
                Directory.Delete(system.Home.Path);
            }
        }
        catch (DistributedApplicationException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCodes.Failure;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Not everything could be removed: {exception.Message} Repeat it as the user that ran Switchyard.");
            return ExitCodes.Failure;
        }

        Console.WriteLine("Removed. ./run.sh starts anew.");
        return ExitCodes.Success;
    }
}
