using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>An agent whose model has two things done outside, the second of which a person has to approve.</summary>
internal sealed class AgentSubject : ICrashSubject
{
    private readonly Remote _remote;
    private readonly GraphAgent _agent;
    private readonly bool _writesCode;

    /// <param name="kind">The agent's kind.</param>
    /// <param name="journal">Where its runs are written down.</param>
    /// <param name="remote">The other side of what it does.</param>
    /// <param name="gate">Where the process may die.</param>
    public AgentSubject(string kind, IRunJournal journal, Remote remote, BoundaryGate gate)
    {
        _remote = remote;
        _writesCode = kind == AgentKinds.CodeAct;
        var definition = new AgentDefinition
        {
            Id = "crash-matrix-" + kind,
            Kind = kind,
            Tools = [RemoteTool.Name],
            Approvals = [_writesCode ? Approval("python", "code") : Approval(RemoteTool.Name, RemoteTool.What)],
        };
        var services = new AgentServices { Model = new ScriptedModel(_writesCode, gate), Tools = new ToolBox([new RemoteTool(remote)]), Code = _writesCode ? new RemoteCode(remote) : null };
        _agent = new GraphAgent(definition, services, journal, new AgentGraphs());
    }

    public async Task<CrashProgress> AdvanceAsync(Guid runId, CancellationToken cancellationToken)
    {
        var result = await _agent.RunAsync(new AgentTask(ScriptedModel.Both) { RunId = runId }, cancellationToken).ConfigureAwait(false);
        var state = await _agent.ReadStateAsync(runId, cancellationToken: cancellationToken).ConfigureAwait(false);
        var transcript = string.Join('\n', state.Messages.Select(message => $"{message.Role}: {message.Content?.ToText()}"));
        return new CrashProgress(result.Status, $"{transcript}\n{result.Output}", result.Error, result.Waiting);
    }

    public Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken) => _agent.AnswerAsync(runId, key, answer, cancellationToken);

    public Task ResolveAsync(Guid runId, PersonRequest request, CancellationToken cancellationToken)
    {
        var result = _remote.Find(_writesCode ? RemoteCode.KeyOf(runId, WhatOf(request)) : request.Key);
        return _agent.ResolveAsync(runId, request.Key, result is null ? UncertainAnswer.DidNotHappen : UncertainAnswer.Happened, result, cancellationToken);
    }

    private static ApprovalRule Approval(string tool, string argument) => new() { Tool = tool, Argument = argument, Matches = $"*{ScriptedModel.Second}*" };

    private static string WhatOf(PersonRequest request) => request.Arguments!.Contains(ScriptedModel.First, StringComparison.Ordinal) ? ScriptedModel.First : ScriptedModel.Second;
}
