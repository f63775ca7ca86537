using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentHost.Tests.Models;

public sealed class RetryTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Model_RefusedOnce_IsAskedAgain()
    {
        var asked = 0;
        await using var router = await StartAsync(context => ++asked == 1 ? Replies.Error(503, "busy", "service_unavailable", "0")(context) : Replies.Stream("hello")(context));
        await using var app = new AgentHostApplication(stores, null, ("services:router:http:0", router.Address));

        var events = await app.Runs.RunAsync("hi", "retried");

        Assert.Equal("hello", events.Single(runEvent => runEvent.Type == RunEventTypes.Message).Text);
        Assert.Equal(2, asked);
        Assert.Equal(12, events[^1].Usage!.TotalTokens);
    }

    [Fact]
    public async Task Model_RefusedThreeTimes_FailsTheRun()
    {
        var asked = 0;
        await using var router = await StartAsync(context =>
        {
            asked++;
            return Replies.Error(503, "All nodes are busy.", "service_unavailable", "0")(context);
        });
        await using var app = new AgentHostApplication(stores, null, ("services:router:http:0", router.Address));

        var events = await app.Runs.RunAsync("hi", "refused");

        Assert.Equal([RunEventTypes.Started, RunEventTypes.Failed], events.Types());
        Assert.EndsWith("All nodes are busy.", events[^1].Error);
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task Model_RefusedOnce_HooksSeeItAndMayRefuseAnotherAttempt()
    {
        var asked = 0;
        await using var router = await StartAsync(context =>
        {
            asked++;
            return Replies.Error(503, "busy", "service_unavailable", "0")(context);
        });
        await using var app = new AgentHostApplication(stores, null, ("services:router:http:0", router.Address));
        var hook = new RetryingHook(failure => failure.Attempts == 2 ? HookResult.Veto("twice is enough") : HookResult.Continue);
        await using var hooked = app.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddSingleton<IHook>(hook)));

        var events = await new RunsClient(hooked.CreateClient()).RunAsync("hi", "hooked");

        Assert.EndsWith("It was not tried again: twice is enough (retrying)", events[^1].Error);
        Assert.Equal(2, asked);
        Assert.Equal([(1, "assistant", "hooked"), (2, "assistant", "hooked")], hook.Seen.Select(failure => (failure.Attempts, failure.Agent, failure.User)));
    }

    [Fact]
    public async Task Model_RefusedForGood_IsNotAskedAgain()
    {
        var asked = 0;
        await using var router = await StartAsync(context =>
        {
            asked++;
            return Replies.Error(404, "No such model.", "model_not_found")(context);
        });
        await using var app = new AgentHostApplication(stores, null, ("services:router:http:0", router.Address));

        var events = await app.Runs.RunAsync("hi", "unknown-model", model: "nowhere/nothing");

        Assert.EndsWith("No such model.", events[^1].Error);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Model_BreakingOff_IsNotAskedAgain()
    {
        var asked = 0;
        var received = new TaskCompletionSource();
        await using var router = await StartAsync(context =>
        {
            asked++;
            return Replies.StreamThenReset(received.Task, "half")(context);
        });
        await using var app = new AgentHostApplication(stores, null, ("services:router:http:0", router.Address));
        var types = new List<string>();

        await foreach (var runEvent in app.Runs.StartAsync("hi", "broken-off"))
        {
            types.Add(runEvent.Type);
            if (runEvent.Type == RunEventTypes.Token)
            {
                received.TrySetResult();
            }
        }

        Assert.Equal([RunEventTypes.Started, RunEventTypes.StepStarted, RunEventTypes.Token, RunEventTypes.Failed], types);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Router_Away_FailsTheRunAndDegradesHealth()
    {
        await using var app = new AgentHostApplication(stores, model: null);

        var events = await app.Runs.RunAsync("hi", "router-away");

        Assert.Equal(RunEventTypes.Failed, events[^1].Type);
        Assert.Contains("The model failed: ", events[^1].Error, StringComparison.Ordinal);
        Assert.Contains("\"router\":{\"status\":\"Degraded\"", await app.Runs.Http.GetStringAsync("/health", Cancellation));
    }

    [Fact]
    public async Task Run_Cancelled_ClosesTheModelsConnection()
    {
        var left = new TaskCompletionSource();
        await using var router = await StartAsync(Replies.StreamThenHang(left, "thinking"));
        await using var app = new AgentHostApplication(stores, null, ("services:router:http:0", router.Address));

        await foreach (var runEvent in app.Runs.StartAsync("hi", "closing"))
        {
            if (runEvent.Type == RunEventTypes.Token)
            {
                using var response = await app.Runs.CancelAsync(runEvent.RunId);
            }
        }

        await left.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    private static Task<FakeUpstream> StartAsync(RequestDelegate chat) => FakeUpstream.StartAsync(
        context => context.Request.Path.Value!.EndsWith("/chat/completions", StringComparison.Ordinal) ? chat(context) : Replies.Error(404, "Nothing here.", "not_found")(context), Cancellation);

    private sealed class RetryingHook(Func<ErrorHookContext, HookResult> says) : IHook
    {
        public string Name => "retrying";

        public int Priority => 0;

        public IReadOnlyList<HookPoint> Points => [HookPoint.Retrying];

        public ConcurrentQueue<ErrorHookContext> Seen { get; } = [];

        public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
        {
            var failure = (ErrorHookContext)context;
            Seen.Enqueue(failure);
            return ValueTask.FromResult(says(failure));
        }
    }
}
