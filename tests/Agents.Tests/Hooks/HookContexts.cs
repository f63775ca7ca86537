using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Tests.Hooks;

/// <summary>What happens, as an agent would say it.</summary>
internal static class HookContexts
{
    public static Guid RunId { get; } = Guid.Parse("0196f000-0000-7000-8000-000000000001");

    public static StepHookContext Step(HookPoint point = HookPoint.StepStarting) => new(point) { RunId = RunId, Agent = "assistant", Step = 1 };

    public static RunHookContext Run(HookPoint point, string input = "what is 2+3?") => new(point) { RunId = RunId, Agent = "assistant", User = "ada", Input = input };

    public static ModelHookContext Model(params IReadOnlyList<ChatMessage> messages) => new(HookPoint.ModelCalling)
    {
        RunId = RunId,
        Agent = "assistant",
        User = "ada",
        Messages = messages,
        Options = new ChatOptions { ModelId = "pocket", Temperature = 0 },
    };

    public static ModelHookContext Answered(this ModelHookContext call, string text, long input = 10, long output = 4)
    {
        call.Point = HookPoint.ModelCalled;
        call.Duration = TimeSpan.FromSeconds(2);
        call.Response = new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            ModelId = "pocket-1",
            ResponseId = "r1",
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = input, OutputTokenCount = output },
        };
        return call;
    }

    public static ToolHookContext Tool(HookPoint point, ToolResult? result = null) => new(point)
    {
        RunId = RunId,
        Agent = "assistant",
        User = "ada",
        Tool = new ToolDefinition { Name = "send_mail", Description = "Sends mail.", WhenToUse = "To write.", Category = ToolCategories.Communication },
        CallId = "call_1_1",
        Arguments = JsonDocument.Parse("""{"to":"bob@example.com"}""").RootElement,
        Result = result,
        Duration = result is null ? null : TimeSpan.FromSeconds(1),
    };

    public static ErrorHookContext Error(HookPoint point) => new(point) { RunId = RunId, Agent = "assistant", Operation = "model", Error = "The model is away.", Attempts = 3 };

    public static AgentResult Result(string? error = null) => new()
    {
        RunId = RunId,
        Status = error is null ? RunStatus.Completed : RunStatus.Failed,
        Output = error is null ? "5" : null,
        Error = error,
        Model = "pocket-1",
        Latency = TimeSpan.FromSeconds(3),
        Usage = new AgentUsage { InputTokens = 20, OutputTokens = 8 },
    };
}
