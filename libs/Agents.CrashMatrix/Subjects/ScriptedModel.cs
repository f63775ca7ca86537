using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Switchyard.Agents.CrashMatrix.Hosts;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>
/// Stands for a model, in the process that is killed: has two things done, one after the other, and says then that they are. What it answers follows from the
/// conversation alone, so that it is the same in whichever process the run goes on.
/// </summary>
/// <param name="writesCode">Whether it acts by code instead of calls.</param>
/// <param name="gate">Before and after each of its answers the process may die.</param>
internal sealed class ScriptedModel(bool writesCode, BoundaryGate gate) : IChatClient
{
    public const string First = "first";
    public const string Second = "second";

    private const string Objection = "REVISE: say it better.";
    private const string Done = "Both are done.";
    private const string DoneBetter = "Both are done, the first before the second.";

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        gate.PassAsync(BoundaryNames.ModelCall, () => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [Answer([.. messages], options)]))));

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        foreach (var update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private AIContent Answer(List<ChatMessage> messages, ChatOptions? options)
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
        const string onlyStep = "Do only this step of it: ";
        var order = messages.Select(message => message.Text).LastOrDefault(text => text.Contains(onlyStep, StringComparison.Ordinal));
        return order is null ? [First, Second] : [order[(order.LastIndexOf(onlyStep, StringComparison.Ordinal) + onlyStep.Length)..]];
    }

    private static bool Reports(ChatMessage message, string what)
    {
        var result = "did " + what;
        return message.Text.StartsWith("Output:\n" + result, StringComparison.Ordinal)
            || message.Contents.OfType<FunctionResultContent>().Any(content => content.Result?.ToString()?.StartsWith(result, StringComparison.Ordinal) == true);
    }
}
