using System.CommandLine;
using Switchyard.Cli.Administration;
using Switchyard.Cli.Agents;
using Switchyard.Cli.Approvals;
using Switchyard.Cli.Batches;
using Switchyard.Cli.Chat;
using Switchyard.Cli.Doctor;
using Switchyard.Cli.Jobs;
using Switchyard.Cli.Logs;
using Switchyard.Cli.MockUpstream;
using Switchyard.Cli.Models;
using Switchyard.Cli.Reset;
using Switchyard.Cli.Runs;
using Switchyard.Cli.Sessions;
using Switchyard.Cli.Status;
using Switchyard.Cli.Stop;
using Switchyard.Cli.Systems;

var system = LocalSystem.Locate();
var root = new RootCommand("Looks after the Switchyard system that ./run.sh starts.")
{
    StatusCommand.Create(system),
    StopCommand.Create(system),
    LogsCommand.Create(system),
    ResetCommand.Create(system),
    DoctorCommand.Create(system),
    ChatCommand.Create(system),
    ProvidersCommand.Create(system),
    RoutesCommand.Create(system),
    ModelsCommand.Create(system),
    JobsCommand.Create(system),
    BatchesCommand.Create(system),
    AgentsCommand.Create(system),
    RunsCommand.Create(system),
    ApprovalsCommand.Create(system),
    SessionsCommand.Create(system),
    MockUpstreamCommand.Create(),
};

// Ctrl-C keeps its ordinary meaning, except in chat and where a job or a run is followed, which take it over themselves.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
