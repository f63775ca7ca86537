using System.CommandLine;
using Switchyard.Agents.CrashMatrix;
using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Cli.Systems;
using Switchyard.Hosting.Projects;

namespace Switchyard.Cli.Agents.CrashMatrix;

/// <summary><c>switchyard agents crash-host</c>: the process that <see cref="CrashMatrixCommand"/> kills. Not for people.</summary>
internal static class CrashHostCommand
{
    private const string Name = "crash-host";

    /// <summary>Gets how it is started.</summary>
    public static HostCommand Host => new(DotnetHost.Find(), [Path.Combine(AppContext.BaseDirectory, "switchyard.dll"), "agents", Name]);

    public static Command Create()
    {
        var command = new Command(Name, "Works on the run that standard input names.") { Hidden = true };
        command.SetAction(async (_, cancellationToken) =>
        {
            await CrashHost.RunAsync(Console.In, Console.Out, cancellationToken);
            return ExitCodes.Success;
        });
        return command;
    }
}
