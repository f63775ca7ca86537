using System.Text.Json;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Contracts.Agents;

/// <summary>One server-sent event of a run: the SSE <c>event</c> is <see cref="Type"/>, the SSE <c>id</c> is <see cref="Sequence"/>, the data is this object.</summary>
public sealed record RunEvent
{
    /// <summary>Gets the run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets the position in the run, from 1, rising. Tokens that were joined, or are no longer kept, leave gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the kind, one of <see cref="RunEventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Gets when it happened.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Gets the agent (run.started).</summary>
    public string? Agent { get; init; }

    /// <summary>Gets the user (run.started), who answered (answered), who is asked as well (escalated).</summary>
    public string? User { get; init; }

    /// <summary>Gets the conversation's id (run.started).</summary>
    public string? Conversation { get; init; }

    /// <summary>Gets the model string (run.started).</summary>
    public string? Model { get; init; }

    /// <summary>Gets how many earlier messages were left out to fit the model (run.started).</summary>
    public int? TrimmedMessages { get; init; }

    /// <summary>Gets the names of the tools the model was shown (run.started).</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>Gets the version of the agent (run.started).</summary>
    public int? Version { get; init; }

    /// <summary>Gets the run it was forked from (run.started).</summary>
    public string? Parent { get; init; }

    /// <summary>Gets the host that goes on with it (run.resumed).</summary>
    public string? Host { get; init; }

    /// <summary>Gets the node of the graph, with its path where it is in a subgraph (step.started, step.done, question, approval, uncertain).</summary>
    public string? Node { get; init; }

    /// <summary>Gets the step (step.started, step.done, question, approval, uncertain).</summary>
    public int? Step { get; init; }

    /// <summary>Gets which nodes come next (step.done).</summary>
    public IReadOnlyList<string>? Next { get; init; }

    /// <summary>Gets the key to answer under (question, approval, uncertain, answered, escalated).</summary>
    public string? Key { get; init; }

    /// <summary>Gets the answers to choose from (question, approval).</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Gets when the question stops waiting by itself (question, approval).</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Gets the agent that asks, where it is one that the run has called (question, approval, uncertain).</summary>
    public string? Member { get; init; }

    /// <summary>Gets that agent's run (question, approval, uncertain).</summary>
    public string? MemberRun { get; init; }

    /// <summary>Gets the text (thought, token, tool.progress, message, question, approval, uncertain, answered, budget).</summary>
    public string? Text { get; init; }

    /// <summary>Gets how much is done, from 0 to 1, where that is known (tool.progress).</summary>
    public double? Progress { get; init; }

    /// <summary>Gets the call's id (tool.call, tool.progress, tool.result).</summary>
    public string? CallId { get; init; }

    /// <summary>Gets the tool's name (tool.call, tool.progress, tool.result, approval, uncertain).</summary>
    public string? Name { get; init; }

    /// <summary>Gets the arguments (tool.call, approval, uncertain).</summary>
    public JsonElement? Arguments { get; init; }

    /// <summary>Gets the output the model was shown (tool.result).</summary>
    public string? Output { get; init; }

    /// <summary>Gets what failed, without secrets (tool.result, run.failed).</summary>
    public string? Error { get; init; }

    /// <summary>Gets the failure in whose place a hook gave the answer, without secrets (run.completed).</summary>
    public string? Recovered { get; init; }

    /// <summary>Gets the duration in milliseconds (tool.result and the last event).</summary>
    public double? DurationMs { get; init; }

    /// <summary>Gets how many times the model was asked (last event).</summary>
    public int? Iterations { get; init; }

    /// <summary>Gets the tokens of all model calls (last event).</summary>
    public Usage? Usage { get; init; }

    /// <summary>Gets the price of all model calls in US dollars, where one is known (last event).</summary>
    public decimal? Cost { get; init; }
}
