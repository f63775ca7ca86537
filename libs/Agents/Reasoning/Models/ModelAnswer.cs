using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Models;

/// <summary>What a model said, as it is journalled.</summary>
public sealed record ModelAnswer
{
    /// <summary>Gets the text, without spaces around it.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets what it reasoned before the text, where the model shows that apart.</summary>
    public string? Reasoning { get; init; }

    /// <summary>Gets the tools it calls; ids are the agent's own. Arguments that were no JSON are <see langword="null"/>.</summary>
    public IReadOnlyList<ToolCall> Calls { get; init; } = [];

    /// <summary>Gets the model that answered.</summary>
    public string Model { get; init; } = "";

    /// <summary>Gets the tokens of the prompt; where the model does not say, four characters count as one.</summary>
    public long InputTokens { get; init; }

    /// <summary>Gets the tokens of the answer; where the model does not say, four characters count as one.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Gets the price in US dollars.</summary>
    public decimal Cost { get; init; }

    /// <summary>Gets how long it took, in milliseconds.</summary>
    public double Milliseconds { get; init; }

    /// <summary>Gets why the run has to end with this call; <see langword="null"/> where it has not.</summary>
    public string? Refusal { get; init; }

    /// <summary>Gets the limit of the budget that ended the answer, by its name in <see cref="Definitions.AgentBudget"/>; <see cref="Refusal"/> says so in words.</summary>
    public string? Limit { get; init; }

    /// <summary>The answer as a message of the conversation.</summary>
    public ChatMessage ToMessage() => new()
    {
        Role = "assistant",
        Content = Text.Length > 0 ? (MessageContent)Text : null,
        ReasoningContent = Reasoning,
        ToolCalls = Calls.Count > 0 ? Calls : null,
    };
}
