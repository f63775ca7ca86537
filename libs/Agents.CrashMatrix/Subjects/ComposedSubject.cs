using Switchyard.Agents.Composition;
using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>
/// An agent that has others do two things outside, the second of which a person has to approve. Their runs are in the same journal as its own; whoever goes on with
/// it goes on with theirs.
/// </summary>
internal sealed class ComposedSubject : ICrashSubject
{
    public const string AgentAsTool = "agent-as-tool";
    public const string Supervisor = AgentKinds.Supervisor;

    private static readonly TimeSpan s_callLimit = TimeSpan.FromMinutes(1);

    private readonly Remote _remote;
    private readonly BoundaryGate _gate;
    private readonly IRunJournal _journal;
    private readonly GraphAgent _agent;

    /// <param name="kind">How the agents are put together.</param>
    /// <param name="journal">Where all runs are written down.</param>
    /// <param name="remote">The other side of what they do.</param>
    /// <param name="gate">Where the process may die.</param>
    public ComposedSubject(string kind, IRunJournal journal, Remote remote, BoundaryGate gate)
    {
        (_remote, _gate, _journal) = (remote, gate, journal);
        _agent = kind == Supervisor
            ? Lead("crash-matrix-supervisor", AgentKinds.Supervisor, Work(ScriptedModel.First), Work(ScriptedModel.Second))
            : Lead("crash-matrix-caller", AgentKinds.ReAct, Work("worker"));
    }

    /// <summary>Gets the kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [AgentAsTool, Supervisor];

    public async Task<CrashProgress> AdvanceAsync(Guid runId, CancellationToken cancellationToken)
    {
        var result = await _agent.RunAsync(new AgentTask(ScriptedModel.Both) { RunId = runId }, cancellationToken).ConfigureAwait(false);
        return new CrashProgress(result.Status, result.Output ?? "", result.Error, result.Waiting);
    }

    public Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken) => _agent.AnswerAsync(runId, key, answer, cancellationToken);

    public Task ResolveAsync(Guid runId, PersonRequest request, CancellationToken cancellationToken)
    {
        var result = _remote.Find(request.Key);
        return _agent.ResolveAsync(runId, request.Key, result is null ? UncertainAnswer.DidNotHappen : UncertainAnswer.Happened, result, cancellationToken);
    }

    private GraphAgent Lead(string name, string kind, params GraphAgent[] agents) => new(
        new AgentDefinition { Id = name, Kind = kind, Tools = [], Agents = [.. agents.Select(static agent => agent.Name)] },
        new AgentServices { Model = new LeadingModel(_gate), Tools = new ToolBox(agents.Select(static agent => new AgentTool(agent, s_callLimit, HookPipeline.Empty))) },
        _journal,
        new AgentGraphs());

    private GraphAgent Work(string name) => new(
        new AgentDefinition { Id = name, Kind = AgentKinds.ReAct, Tools = [RemoteTool.Name], Approvals = [new ApprovalRule { Tool = RemoteTool.Name, Argument = RemoteTool.What, Matches = $"*{ScriptedModel.Second}*" }] },
        new AgentServices { Model = new ScriptedModel(writesCode: false, _gate), Tools = new ToolBox([new RemoteTool(_remote)]) },
        _journal,
        new AgentGraphs());
}
