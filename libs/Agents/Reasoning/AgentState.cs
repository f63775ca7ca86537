using System.Text.Json;
using System.Text.Json.Serialization;
using Switchyard.Agents.Definitions;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning;

/// <summary>
/// How far an agent came with a task. Lists only grow, so that the journal stores what a step added; the definition is the one the run began with, whatever
/// has become of the agent's since.
/// </summary>
public sealed record AgentState : IAnswerState
{
    /// <summary>Gets the version of this shape.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Gets the agent as it was when the run began, with the model and budget of the task.</summary>
    public required AgentDefinition Definition { get; init; }

    /// <summary>Gets on whose behalf it works.</summary>
    public string User { get; init; } = "local";

    /// <summary>Gets the agents that lead here, outermost first, without this one.</summary>
    public IReadOnlyList<string> CallPath { get; init; } = [];

    /// <summary>Gets the tools the model is shown, by name.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Gets the question or order.</summary>
    public required string Input { get; init; }

    /// <summary>Gets the conversation without the system prompt, oldest message first.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; init; } = [];

    /// <summary>Gets how many of <see cref="Messages"/> were there before the agent began.</summary>
    public int Given { get; init; }

    /// <summary>Gets notes of the agent's own: reasoning, results of a plan's steps, reviews.</summary>
    public IReadOnlyList<string> Scratchpad { get; init; } = [];

    /// <summary>Gets the steps of the plan, where there is one.</summary>
    public IReadOnlyList<string> Plan { get; init; } = [];

    /// <summary>Gets how many steps of the plan are done.</summary>
    public int PlanDone { get; init; }

    /// <summary>Gets how many times the agent went round: reviews, or plans.</summary>
    public int Round { get; init; }

    /// <summary>Gets how many times the model was asked.</summary>
    public int Iteration { get; init; }

    /// <summary>Gets what was used so far.</summary>
    public AgentUsage Usage { get; init; } = new();

    /// <summary>Gets how long models and tools worked; waiting for people not counted.</summary>
    public TimeSpan Worked { get; init; }

    /// <summary>Gets the model that answered last.</summary>
    public string Model { get; init; } = "";

    /// <summary>Gets the answer that is still being worked on.</summary>
    public string? Draft { get; init; }

    /// <summary>Gets the answer, or as much of it as there was when the run had to end.</summary>
    public string? Output { get; init; }

    /// <summary>Gets why there is no answer, or only a part of one.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the failure in whose place a hook gave <see cref="Output"/>; <see langword="null"/> where the answer is the agent's own.</summary>
    public string? Recovered { get; init; }

    /// <summary>Gets the limit of the budget that ended it, by its name in <see cref="AgentBudget"/>; <see cref="Error"/> says so in words.</summary>
    public string? Limit { get; init; }

    /// <summary>Gets to whom it hands over instead of answering.</summary>
    public AgentHandoff? Handoff { get; init; }

    /// <summary>Gets the answers among which is still to be decided, where a team voted; <see langword="null"/> elsewhere.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }

    /// <summary>Gets what the agent of a team that works next was handed; <see langword="null"/> where the first one works.</summary>
    public AgentHandoff? Passed { get; init; }

    /// <summary>Gets whether there is nothing left to do.</summary>
    [JsonIgnore]
    public bool IsDone => Output is not null || Error is not null || Handoff is not null;

    /// <summary>The same with another question, before the agent has begun.</summary>
    internal AgentState WithInput(string input) => this with { Input = input, Messages = [.. Messages.SkipLast(1), new ChatMessage { Role = "user", Content = input }] };

    /// <summary>The same with messages added.</summary>
    public AgentState With(params IReadOnlyList<ChatMessage> added) => this with { Messages = [.. Messages, .. added] };

    /// <summary>The same with a note added.</summary>
    public AgentState WithNote(string note) => this with { Scratchpad = [.. Scratchpad, note] };

    /// <summary>The same, ended by an error. The answer is what there is of one: a draft, or the last text the model wrote.</summary>
    public AgentState Fail(string error) => this with { Error = error, Output = Output ?? Draft ?? LastText() };

    /// <summary>The same, ended by an answer in place of a failure.</summary>
    internal AgentState Recover(string answer, string failure) => this with { Output = answer, Error = null, Recovered = failure };

    /// <summary>The same, ended because another agent goes on, which gets all that was said and noted.</summary>
    public AgentState HandOver(AgentHandoff handoff)
    {
        ArgumentNullException.ThrowIfNull(handoff);
        return this with { Handoff = handoff with { History = Messages, Scratchpad = string.Join('\n', Scratchpad) } };
    }

    /// <summary>The state as JSON, as it is journalled.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, AgentStateJson.Default.AgentState);

    private string? LastText() => Messages.Skip(Given).Where(message => message.Role == "assistant").Select(message => message.Content?.ToText()).LastOrDefault(text => !string.IsNullOrWhiteSpace(text));
}
