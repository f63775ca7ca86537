using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn;
using Switchyard.Agents.Hooks.BuiltIn.Telemetry;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Tests.Hooks.BuiltIn;

public sealed class MetricsHookTests
{
    private readonly string _model = $"model-{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ModelCall_Answered_IsMeasuredByTheConventions()
    {
        using var measured = new Measurements();

        await Create(new MetricsHook()).RunAsync(Call().Answered("5"), Token);

        var tags = $"gen_ai.operation.name=chat gen_ai.provider.name=switchyard gen_ai.request.model={_model} gen_ai.response.model=pocket-1";
        Assert.Equal(
            [
                $"gen_ai.client.operation.duration 2 {tags}",
                $"gen_ai.client.token.usage 10 {tags} gen_ai.token.type=input",
                $"gen_ai.client.token.usage 4 {tags} gen_ai.token.type=output",
            ],
            measured.Of(_model));
    }

    [Fact]
    public async Task ModelCall_AnsweredByAHook_IsNotMeasured()
    {
        using var measured = new Measurements();
        var call = Call().Answered("5");
        call.Duration = null;

        await Create(new MetricsHook()).RunAsync(call, Token);

        Assert.Empty(measured.Of(_model));
    }

    [Fact]
    public async Task ToolCallAndRun_Failed_AreMeasuredAsErrors()
    {
        using var measured = new Measurements();
        var pipeline = Create(new MetricsHook());
        var end = HookContexts.Run(HookPoint.RunEnded);
        end.Result = HookContexts.Result("no");

        await pipeline.RunAsync(HookContexts.Tool(HookPoint.ToolCalled, ToolResult.Failure("no")), Token);
        await pipeline.RunAsync(end, Token);

        Assert.Contains("gen_ai.client.operation.duration 1 gen_ai.operation.name=execute_tool gen_ai.provider.name=switchyard error.type=_OTHER", measured.Of("execute_tool"));
        Assert.Contains("gen_ai.client.operation.duration 3 gen_ai.operation.name=invoke_agent gen_ai.provider.name=switchyard error.type=_OTHER", measured.Of("invoke_agent"));
    }

    [Fact]
    public async Task Cost_OfAModelWithPrices_IsAddedToTheCallAndMeasured()
    {
        using var measured = new Measurements();
        var call = Call().Answered("5", input: 1_000_000, output: 500_000);
        call.Response!.Usage!.CachedInputTokenCount = 400_000;
        var hook = new CostHook(model => model == _model ? new ModelPrices { Input = 2, Output = 8, CachedInput = 0.5m } : null);

        await Create(hook).RunAsync(call, Token);

        Assert.Equal(1.2m + 0.2m + 4m, call.Cost);
        Assert.Equal([$"switchyard.agents.cost 5.4 gen_ai.agent.name=assistant gen_ai.request.model={_model}"], measured.Of(_model));
    }

    [Fact]
    public async Task Cost_OfTheModelThatAnswered_GoesBeforeThatOfTheOneAsked()
    {
        var call = Call().Answered("5", input: 1_000_000, output: 0);

        await Create(new CostHook(model => new ModelPrices { Input = model == "pocket-1" ? 1 : 9 })).RunAsync(call, Token);

        Assert.Equal(1m, call.Cost);
    }

    [Fact]
    public async Task Cost_OfAnUnknownModel_IsNotKnown()
    {
        var call = Call().Answered("5");

        await Create(new CostHook(_ => null)).RunAsync(call, Token);

        Assert.Null(call.Cost);
    }

    [Fact]
    public async Task Hook_ThatThrows_IsMeasured()
    {
        using var measured = new Measurements();

        await Create(new FakeHook(_model, (_, _) => throw new InvalidOperationException())).RunAsync(HookContexts.Step(), Token);

        Assert.Equal([$"switchyard.agents.hook.failures 1 hook.name={_model}"], measured.Of(_model));
    }

    private static HookPipeline Create(IHook hook) => new([hook], new HookPipelineOptions { TimeBudget = TimeSpan.FromSeconds(30) }, TimeProvider.System);

    private Agents.Hooks.Contexts.ModelHookContext Call()
    {
        var call = HookContexts.Model();
        call.Options = new ChatOptions { ModelId = _model };
        return call;
    }
}
