using Switchyard.Agents.Composition;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Events;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.People;

namespace Switchyard.Agents.Reasoning.Acting;

/// <summary>
/// Makes the calls of one answer, all at once: what needs nobody's leave is called while people are asked about the rest. Calls and questions begin in the
/// order in which the model wrote them, whoever goes on with the run, so that each finds its own result in the journal.
/// </summary>
internal sealed class ToolRound(AgentServices services, NodeContext node, AgentState state, IReadOnlyList<PreparedCall> calls)
{
    private readonly ApprovalPolicy _policy = new(state.Definition.Approvals);

    // Other tools ask no model: what they leave alone is for the agents.
    private readonly ToolExecution _execution = new(services, node, state, Math.Max(1, calls.Count(call => call.Tool is AgentTool)));

    /// <summary>Makes the calls.</summary>
    /// <returns>What came of each, in the order of the calls.</returns>
    public async Task<IReadOnlyList<ToolCallOutcome>> RunAsync(CancellationToken cancellationToken)
    {
        var first = await Task.WhenAll(calls.Select(call => BeginAsync(call, cancellationToken)).ToArray()).ConfigureAwait(false);
        return await Task.WhenAll(calls.Zip(first, (call, outcome) => outcome is { } known ? Task.FromResult(known) : _execution.CallAsync(call, cancellationToken)).ToArray()).ConfigureAwait(false);
    }

    /// <summary>What the run has used with calls that were made side by side.</summary>
    public AgentState Count(IReadOnlyList<ToolCallOutcome> outcomes) => state with
    {
        Usage = outcomes.Aggregate(state.Usage + new AgentUsage { ToolCalls = calls.Count(call => call.CanBeMade) }, static (sum, outcome) => sum + (outcome.Usage ?? new AgentUsage())),

        // They take as long as the longest.
        Worked = state.Worked + TimeSpan.FromMilliseconds(outcomes.Max(outcome => outcome.Milliseconds)),
    };

    /// <summary>Makes a call, or asks whether it may be made.</summary>
    /// <returns>What came of it; <see langword="null"/> where a person has approved it.</returns>
    private async Task<ToolCallOutcome?> BeginAsync(PreparedCall call, CancellationToken cancellationToken)
    {
        if (!call.CanBeMade)
        {
            return Tell(call, ToolCallOutcome.Failure(call.Problem!));
        }

        if (PersonTools.Has(call.Name))
        {
            var answer = await node.AskAsync(PersonTools.ToQuestion(call), cancellationToken).ConfigureAwait(false);
            return Tell(call, new ToolCallOutcome { Output = answer });
        }

        var rule = _policy.Find(call.Tool.Definition, call.Arguments.Value);
        return rule.Action switch
        {
            ApprovalAction.Allow => await _execution.CallAsync(call, cancellationToken).ConfigureAwait(false),
            ApprovalAction.Refuse => Tell(call, ToolCallOutcome.Failure("this call is not allowed")),
            _ => await node.AskAsync(ToQuestion(call, rule), cancellationToken).ConfigureAwait(false) == ApprovalAnswers.Approve
                ? null
                : Tell(call, ToolCallOutcome.Failure("the user refused this call")),
        };
    }

    /// <summary>Tells of a call that no tool was asked for.</summary>
    private ToolCallOutcome Tell(PreparedCall call, ToolCallOutcome outcome)
    {
        services.OnAgentEvent?.Invoke(node.RunId, new ToolCallEvent(call.Id, call.Name, call.Arguments));
        services.OnAgentEvent?.Invoke(node.RunId, new ToolResultEvent(call.Id, call.Name, outcome.ToResult(call.Id), TimeSpan.Zero));
        return outcome;
    }

    private static PersonQuestion ToQuestion(PreparedCall call, ApprovalRule rule) => new($"May {call.Name} be called?")
    {
        Kind = PersonRequestKind.Approval,
        Choices = ApprovalAnswers.All,
        Tool = call.Name,
        Arguments = call.Arguments!.Value.GetRawText(),
        Expiry = rule.Expiry,
        ExpiredAnswer = rule.Expiry is null ? null : ApprovalAnswers.Of(rule.Expired),
        EscalateAfter = rule.EscalateAfter,
        EscalateTo = rule.EscalateTo,
    };
}
