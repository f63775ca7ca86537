using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Switchyard.AgentHost.Hooks;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tools;
using Switchyard.Tests.Common.Logging;

namespace Switchyard.AgentHost.Tests.Hooks;

public sealed class LoggingHookTests : IDisposable
{
    private static readonly Guid s_run = Guid.Parse("0196f000-0000-7000-8000-000000000001");

    private readonly LogRecorder _recorder = new();
    private readonly ILoggerFactory _factory;
    private readonly HookPipeline _pipeline;

    public LoggingHookTests()
    {
        _factory = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_recorder));
        _pipeline = new([new LoggingHook(_factory.CreateLogger<LoggingHook>())], new HookPipelineOptions { TimeBudget = TimeSpan.FromSeconds(30) }, TimeProvider.System);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _factory.Dispose();

    [Fact]
    public async Task Run_Calls_AreLoggedWithoutTheirContent()
    {
        var model = new ModelHookContext(HookPoint.ModelCalled)
        {
            RunId = s_run,
            Agent = "assistant",
            Step = 1,
            Messages = [new ChatMessage(ChatRole.User, "secret question")],
            Options = new ChatOptions { ModelId = "pocket" },
            Response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "secret answer")) { Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 4 } },
            Duration = TimeSpan.FromSeconds(2),
        };
        var tool = Tool();

        await _pipeline.RunAsync(model, Token);
        await _pipeline.RunAsync(tool, Token);
        (tool.Point, tool.Result) = (HookPoint.ToolCalled, ToolResult.Success("secret result"));
        await _pipeline.RunAsync(tool, Token);
        await _pipeline.RunAsync(new ErrorHookContext(HookPoint.Failed) { RunId = s_run, Agent = "assistant", Operation = "model", Error = "secret error", Exception = new TimeoutException("secret"), Attempts = 3 }, Token);

        Assert.Equal(
            [
                $"Debug 3041 Run {s_run} asked model 'pocket' in step 1: 00:00:02, 10 and 4 tokens, error . ",
                $"Trace 3045 Run {s_run} was answered: secret answer. ",
                $$"""Trace 3046 Run {{s_run}} calls tool 'recall' with {"key":"secret"}. """,
                $"Debug 3042 Run {s_run} called tool 'recall' in step 1: , succeeded: True. ",
                $"Trace 3047 Run {s_run} was answered by tool 'recall': secret result. ",
                $"Warning 3043 Run {s_run}: 'model' failed (Failed) after 3 attempts with TimeoutException. ",
            ],
            _recorder.Lines);
    }

    private static ToolHookContext Tool() => new(HookPoint.ToolCalling)
    {
        RunId = s_run,
        Agent = "assistant",
        Step = 1,
        Tool = new ToolDefinition { Name = "recall", Description = "Recalls.", WhenToUse = "To recall.", Category = ToolCategories.Memory },
        Arguments = JsonElement.Parse("""{"key":"secret"}"""),
    };
}
