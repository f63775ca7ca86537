using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Composition.Handoffs;

/// <summary>
/// The tool by which a model hands over to another agent. The call itself changes nothing: a reasoning graph ends its run there and names the agent in
/// <see cref="AgentResult.Handoff"/>, and whoever called it has that agent go on.
/// </summary>
/// <param name="agent">The name of the agent that goes on.</param>
/// <param name="description">One sentence that says what that agent is for.</param>
public sealed class HandoffTool(string agent, string description) : ITool
{
    /// <summary>What the names of these tools begin with.</summary>
    public const string NamePrefix = "transfer_to_";

    private const string Reason = "reason";

    /// <summary>Gets the name of the agent that goes on.</summary>
    public string Agent => agent;

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = NamePrefix + AgentName.Check(agent).Replace('-', '_'),
        Description = $"Hand the conversation over to the agent '{agent}', which answers in your place. {description}".TrimEnd(),
        Category = ToolCategories.Agents,
        WhenToUse = $"Use it when the rest is for that agent: {description}",
        Parameters = [new(Reason, ToolParameterKind.Text, "What is left to do, for the agent to read.")],
        Tags = ["handoff", "transfer", "agent", agent],
    };

    /// <summary>Makes what the caller is told of a call.</summary>
    /// <param name="arguments">The call's arguments, checked.</param>
    public AgentHandoff Read(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new AgentHandoff(agent, arguments.GetText(Reason));
    }

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ToolResult.Success($"{agent} goes on from here."));
}
