using System.CommandLine;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Runs;

/// <summary><c>switchyard runs</c>: the runs of agents.</summary>
internal static class RunsCommand
{
    public static Command Create(LocalSystem system) => new("runs", "Shows the runs of agents, and what people do with them.")
    {
        ListCommand.Create(system),
        ShowCommand.Create(system),
        FollowCommand.Create(system),
        AnswerCommand.Create(system),
        ResolveCommand.Create(system),
        CancelCommand.Create(system),
        ForkCommand.Create(system),
        ReplayCommand.Create(system),
        HistoryCommand.Create(system),
    };

    public static Argument<string> Id() => new("run") { Description = "The run, as ./switchyard runs list names it." };
}
