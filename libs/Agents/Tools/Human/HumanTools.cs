using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tools.Human;

/// <summary>What a model calls to reach a person. An agent's graph makes questions of these calls, for which the run waits; the tools themselves reach nobody.</summary>
public static class HumanTools
{
    /// <summary>The name of the tool that asks the user a question.</summary>
    public const string AskUser = "ask_user";

    /// <summary>The name of the tool that asks for a person's approval.</summary>
    public const string ApproveAction = "approve_action";

    /// <summary>Makes one of each.</summary>
    public static IReadOnlyList<ITool> Create() => [new PersonTool(AskUserDefinition), new PersonTool(ApproveActionDefinition)];

    /// <summary>Gets the definition of <see cref="AskUser"/>: its answer is what the user wrote, or chose where the agent gives choices.</summary>
    public static ToolDefinition AskUserDefinition { get; } = new()
    {
        Name = AskUser,
        Description = "Ask the user a question and wait for the answer.",
        Category = ToolCategories.Human,
        Effect = EffectClass.Idempotent,
        WhenToUse = "Use it when something only the user knows is missing.",
        Parameters =
        [
            new("question", ToolParameterKind.Text, "The question, complete in itself.") { MaxLength = 2_000 },
            new("choices", ToolParameterKind.TextList, "The answers to choose from; without them the user writes one.") { Required = false, MaxLength = 200, MaxItems = 10 },
        ],
        Tags = ["ask", "user", "question", "clarify", "person", "confirm"],
        Examples = ["Ask the user which color they prefer.", "Ask me for the delivery address."],
    };

    /// <summary>Gets the definition of <see cref="ApproveAction"/>: its answer is whether the action is approved.</summary>
    public static ToolDefinition ApproveActionDefinition { get; } = new()
    {
        Name = ApproveAction,
        Description = "Ask a person to approve an action before it is done.",
        Category = ToolCategories.Human,
        Effect = EffectClass.Idempotent,
        WhenToUse = "Use it before doing what cannot be undone or costs money.",
        Parameters =
        [
            new("action", ToolParameterKind.Text, "What is going to be done, in one sentence.") { MaxLength = 2_000 },
            new("reason", ToolParameterKind.Text, "Why it is to be done.") { Required = false, MaxLength = 2_000 },
        ],
        Tags = ["approve", "approval", "permission", "confirm", "allow", "person"],
        Examples = ["Get approval before deleting the report.", "Ask for permission to order 20 chairs."],
    };
}
