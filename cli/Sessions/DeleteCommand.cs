using System.CommandLine;
using Switchyard.AgentClient;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Sessions;

/// <summary><c>switchyard sessions delete</c>: forgets a session.</summary>
internal static class DeleteCommand
{
    public static Command Create(LocalSystem system)
    {
        var session = new SessionArguments();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var command = session.AddTo(new Command("delete", "Forgets a session and what was said in it.") { yes });
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, host => DeleteAsync(host.Sessions, session.Read(parsed), parsed.GetValue(yes), cancellationToken)));
        return command;
    }

    private static async Task<int> DeleteAsync(SessionsClient sessions, SessionKey session, bool isSure, CancellationToken cancellationToken)
    {
        if (!isSure && !await AskAsync(session, cancellationToken))
        {
            Console.WriteLine("Nothing was deleted.");
            return ExitCodes.Failure;
        }

        await sessions.DeleteAsync(session, cancellationToken);
        Console.WriteLine($"Session {session.Id} is deleted.");
        return ExitCodes.Success;
    }

    private static async Task<bool> AskAsync(SessionKey session, CancellationToken cancellationToken)
    {
        await Console.Out.WriteAsync($"Delete session {session.Id} and all that was said in it? [y/N] ".AsMemory(), cancellationToken);
        return await Console.In.ReadLineAsync(cancellationToken) is "y" or "Y" or "yes";
    }
}
