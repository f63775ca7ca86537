using System.CommandLine;
using Switchyard.AgentClient;

namespace Switchyard.Cli.Sessions;

/// <summary>What names a session in several commands.</summary>
internal sealed class SessionArguments
{
    private readonly Argument<string> _id = new("session") { Description = "The session, as ./switchyard sessions list names it." };
    private readonly Option<string?> _user = new("--user") { Description = "Its user, where several have sessions of the same name." };
    private readonly Option<string?> _agent = new("--agent", "-a") { Description = "Its agent, where there are sessions of the same name with several." };

    /// <summary>Adds them to a command.</summary>
    public Command AddTo(Command command)
    {
        command.Arguments.Add(_id);
        command.Options.Add(_user);
        command.Options.Add(_agent);
        return command;
    }

    /// <summary>Reads which session a command line names.</summary>
    public SessionKey Read(ParseResult parsed) => new(parsed.GetValue(_id)!, parsed.GetValue(_user), parsed.GetValue(_agent));
}
