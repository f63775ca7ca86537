using System.CommandLine;
using Switchyard.AgentClient;

namespace Switchyard.Cli.Sessions;

/// <summary>What names a session in several commands.</summary>
internal sealed class SessionArguments
{
    private readonly Argument<string> _id = new("session") { Description = "The session, as ./switchyard sessions list names it." };
    private readonly Option<string?> _user = new("--user") { Description = "Its user; the AgentHost's default when left out." };
    private readonly Option<string?> _agent = new("--agent", "-a") { Description = "Its agent, where its user has sessions of the same name with several." };

    /// <summary>Adds them to a command.</summary>
    public Command AddTo(Command command)
    {
        command.Arguments.Add(_id);
        command.Options.Add(_user);
        command.Options.Add(_agent);
        return command;
    }

    public SessionKey Read(ParseResult parsed) => new(parsed.GetValue(_id)!, parsed.GetValue(_user), parsed.GetValue(_agent));
}
