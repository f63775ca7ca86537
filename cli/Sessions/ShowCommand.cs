using System.CommandLine;
using System.Text;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Cli.Sessions;

/// <summary><c>switchyard sessions show</c>: what was said in a session.</summary>
internal static class ShowCommand
{
    public static Command Create(LocalSystem system)
    {
        var session = new SessionArguments();
        var json = JsonOption.Create();
        var command = session.AddTo(new Command("show", "Shows what was said in a session; with --json as it can be sent to another AgentHost.") { json });
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
            AgentHostConnection.Print(await host.Sessions.GetAsync(session.Read(parsed), cancellationToken), parsed.GetValue(json), AgentsJsonContext.Default.SessionDocument, Format)));
        return command;
    }

    private static string Format(SessionDocument session)
    {
        var text = new StringBuilder($"Session {session.Id} of {session.User} with {session.Agent}, {session.Runs} runs, last used {Moments.At(session.LastUsedAt)}");
        if (session.Summary is { } summary)
        {
            text.AppendLine().AppendLine().Append("[summed up] ").Append(summary);
        }

        foreach (var turn in session.Turns)
        {
            text.AppendLine().AppendLine().Append(Moments.At(turn.At)).Append(", run ").Append(turn.RunId);
            foreach (var message in turn.Messages)
            {
                Append(text, message);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ChatMessage message)
    {
        if (message.Content?.ToText() is { Length: > 0 } said)
        {
            text.AppendLine().Append('[').Append(message.Role).Append("] ").Append(said.TrimEnd());
        }

        foreach (var call in message.ToolCalls ?? [])
        {
            text.AppendLine().Append('[').Append(message.Role).Append("] calls ").Append(call.Function?.Name).Append(' ').Append(call.Function?.Arguments);
        }
    }
}
