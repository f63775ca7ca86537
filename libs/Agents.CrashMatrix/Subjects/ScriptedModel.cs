using Microsoft.Extensions.AI;
using Switchyard.Agents.CrashMatrix.Hosts;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>Has two things done, one after the other, and says then that they are.</summary>
/// <param name="writesCode">Whether it acts by code instead of calls.</param>
/// <param name="gate">Before and after each of its answers the process may die.</param>
internal sealed class ScriptedModel(bool writesCode, BoundaryGate gate) : GatedModel(gate)
{
    public const string First = "first";
    public const string Second = "second";

    /// <summary>Asks for both things.</summary>
    public const string Both = $"Do the {First} thing, then the {Second}.";

    /// <summary>What stands before the one thing that is to be done, where it is not both.</summary>
    public const string OnlyStep = "Do only this step of it: ";

    public const string Done = "Both are done.";

    private const string Objection = "REVISE: say it better.";
    private const string DoneBetter = "Both are done, the first before the second.";

    protected override AIContent Answer(List<ChatMessage> messages, ChatOptions? options)
    {
        var asked = messages[^1].Text;
        if (Say(asked) is { } text)
        {
            return new TextContent(text);
        }

        // Without tools it thinks, or concludes.
        var next = Order(messages).FirstOrDefault(what => !messages.Any(message => Reports(message, what)));
        return next is null || (!writesCode && options?.Tools is not { Count: > 0 }) ? new TextContent(Done)
            : writesCode ? new TextContent($"```python\n{RemoteCode.CodeFor(next)}\n```")
            : new FunctionCallContent("call-" + next, RemoteTool.Name, new Dictionary<string, object?> { [RemoteTool.What] = next });
    }

    /// <summary>What it says as a planner, reviewer and reviser.</summary>
    private static string? Say(string asked) => asked switch
    {
        _ when asked.StartsWith("Give me a plan", StringComparison.Ordinal) => $"1. {First}\n2. {Second}",
        _ when asked.StartsWith("Question:", StringComparison.Ordinal) && asked.Contains("Review:", StringComparison.Ordinal) => DoneBetter,
        _ when asked.StartsWith("Question:", StringComparison.Ordinal) => asked.Contains(DoneBetter, StringComparison.Ordinal) ? "APPROVE" : Objection,
        _ => null,
    };

    /// <summary>What is to be done: one thing where a step of a plan is asked for, otherwise both.</summary>
    private static string[] Order(List<ChatMessage> messages)
    {
        var order = messages.Select(message => message.Text).LastOrDefault(text => text.Contains(OnlyStep, StringComparison.Ordinal));
        return order is null ? [First, Second] : [order[(order.LastIndexOf(OnlyStep, StringComparison.Ordinal) + OnlyStep.Length)..]];
    }

    private static bool Reports(ChatMessage message, string what)
    {
        var result = "did " + what;
        return message.Text.StartsWith("Output:\n" + result, StringComparison.Ordinal)
            || message.Contents.OfType<FunctionResultContent>().Any(content => content.Result?.ToString()?.StartsWith(result, StringComparison.Ordinal) == true);
    }
}
