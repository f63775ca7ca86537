using System.Diagnostics;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn.Telemetry;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Tests.Hooks.BuiltIn;

/// <summary>The spans have the names of OpenTelemetry's conventions for generative AI, v1.41.1.</summary>
public sealed class TracingHookTests : IDisposable
{
    private readonly List<Activity> _spans = [];
    private readonly ActivityListener _listener;
    private readonly HookPipeline _pipeline = new([new TracingHook()], new HookPipelineOptions { TimeBudget = TimeSpan.FromSeconds(30) }, TimeProvider.System);

    public TracingHookTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AgentTelemetry.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Run_WithModelAndToolCall_IsThreeSpansOfOneTrace()
    {
        await RunAsync(HookContexts.Run(HookPoint.RunStarting));
        var call = HookContexts.Model(new ChatMessage(ChatRole.User, "secret"));
        await RunAsync(call);
        Assert.Equal("chat pocket", call.Activity?.DisplayName);
        await RunAsync(call.Answered("secret too"));
        var tool = HookContexts.Tool(HookPoint.ToolCalling);
        await RunAsync(tool);
        (tool.Point, tool.Result) = (HookPoint.ToolCalled, ToolResult.Failure("secret mailbox"));
        await RunAsync(tool);
        var end = HookContexts.Run(HookPoint.RunEnded);
        end.Result = HookContexts.Result();
        await RunAsync(end);

        Assert.Equal(
            [("chat pocket", ActivityKind.Client), ("execute_tool send_mail", ActivityKind.Internal), ("invoke_agent assistant", ActivityKind.Internal)],
            _spans.Select(span => (span.DisplayName, span.Kind)));
        Assert.All(_spans[..2], span => Assert.Equal(_spans[2].SpanId, span.ParentSpanId));
        Assert.DoesNotContain(_spans.SelectMany(span => span.TagObjects), tag => tag.Value is string text && text.Contains("secret", StringComparison.Ordinal));
        Assert.Null(Activity.Current);
    }

    [Fact]
    public async Task ModelCall_Answered_HasTheAttributesOfTheConventions()
    {
        var call = HookContexts.Model();
        await RunAsync(call);
        await RunAsync(call.Answered("5"));

        Assert.Equal(
            [
                "gen_ai.operation.name=chat", "gen_ai.provider.name=switchyard", "gen_ai.agent.name=assistant", $"gen_ai.conversation.id={HookContexts.RunId}",
                "gen_ai.request.model=pocket", "gen_ai.request.temperature=0", "gen_ai.response.id=r1", "gen_ai.response.model=pocket-1",
                "gen_ai.response.finish_reasons=stop", "gen_ai.usage.input_tokens=10", "gen_ai.usage.output_tokens=4",
            ],
            _spans.Single().TagObjects.Select(tag => $"{tag.Key}={(tag.Value is string[] values ? string.Join(',', values) : tag.Value)}"));
    }

    [Fact]
    public async Task ModelCall_Failed_HasTheErrorsType()
    {
        var call = HookContexts.Model();
        await RunAsync(call);
        (call.Point, call.Error) = (HookPoint.ModelCalled, new HttpRequestException("secret"));
        await RunAsync(call);

        var span = _spans.Single();
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("System.Net.Http.HttpRequestException", span.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Run_ThatWaitsForAPerson_HasASpanBeforeAndOneAfter()
    {
        await RunAsync(HookContexts.Run(HookPoint.RunStarting));
        await RunAsync(HookContexts.Run(HookPoint.RunPaused));
        await RunAsync(HookContexts.Run(HookPoint.RunResumed));
        var end = HookContexts.Run(HookPoint.RunEnded);
        end.Result = HookContexts.Result("The model is away.");
        await RunAsync(end);

        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error], _spans.Select(span => span.Status));
        Assert.Equal(20L, _spans[1].GetTagItem("gen_ai.usage.input_tokens"));
    }

    [Fact]
    public async Task Workflow_BeginningAndEnd_IsASpan()
    {
        var flow = new WorkflowHookContext(HookPoint.WorkflowStarting) { RunId = HookContexts.RunId, Agent = "assistant", Workflow = "review", Input = "text" };
        await RunAsync(flow);
        flow.Point = HookPoint.WorkflowEnded;
        await RunAsync(flow);

        Assert.Equal("invoke_workflow review", _spans.Single().DisplayName);
        Assert.Equal("review", _spans.Single().GetTagItem("gen_ai.workflow.name"));
    }

    private async Task RunAsync(HookContext context) => Assert.True((await _pipeline.RunAsync(context, Token)).IsContinue);
}
