using System.Threading.Channels;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Tests.Common.Waiting;
using Switchyard.Web.Components.Pages;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Components;

/// <summary>How often the pages of one run ask for it.</summary>
public sealed class RunPagePollingTests : IAsyncLifetime
{
    private const string Run = $"/v1/runs/{AgentSamples.Done}";

    private readonly ManualTimeProvider _time = new();
    private readonly Channel<RunEvent> _events = Channel.CreateUnbounded<RunEvent>();
    private string _status = RunStatuses.Running;
    private FakeUpstream? _host;
    private PageRenderer? _renderer;

    private int Asked => _host!.Requests.Count(static request => request.Path == Run);

    public async ValueTask InitializeAsync()
    {
        _host = await FakeUpstream.StartAsync(AnswerAsync, TestContext.Current.CancellationToken);
        _renderer = new PageRenderer(new ServiceCollection().AddSingleton<TimeProvider>(_time).AddSingleton(Services.Runs(_host)).AddSingleton<NavigationManager, Nowhere>());
    }

    public async ValueTask DisposeAsync()
    {
        await _renderer!.DisposeAsync();
        await _host!.DisposeAsync();
    }

    [Fact]
    public async Task Trace_NothingNew_AsksEveryTenSeconds()
    {
        await ShowAsync<RunTrace>();

        for (var second = 1; second < 10; second++)
        {
            await AdvanceAsync(1);
        }

        Assert.Equal(1, Asked);
        await AdvanceAsync(1);
        Assert.Equal(2, Asked);
    }

    [Theory]
    [InlineData(RunEventTypes.StepStarted, 2)]
    [InlineData(RunEventTypes.Completed, 2)]
    [InlineData(RunEventTypes.Token, 1)]
    public async Task Trace_Event_AsksForWhatItDoesNotTell(string type, int asked)
    {
        await ShowAsync<RunTrace>();

        await AfterRenderAsync(() => _events.Writer.TryWrite(RunEvents.Of(1, type) with { Text = "48", Node = "think", Step = 1 }));
        await AdvanceAsync(1);

        Assert.Equal(asked, Asked);
    }

    [Theory]
    [InlineData(RunStatuses.Running, 3)]
    [InlineData(RunStatuses.Completed, 1)]
    public async Task Fork_Run_IsAskedForUntilItHasEnded(string status, int asked)
    {
        _status = status;
        await ShowAsync<RunFork>();

        await AdvanceAsync(5);
        await AdvanceAsync(5);

        Assert.Equal(asked, Asked);
        Assert.Empty(_renderer!.Failures);
    }

    // The page is there with its loading state first, then with the run.
    private async Task ShowAsync<TPage>()
        where TPage : IComponent
    {
        await _renderer!.ShowAsync<TPage>(new Dictionary<string, object?> { [nameof(RunTrace.RunId)] = AgentSamples.Done });
        await Eventually.BecomesTrueAsync(() => _renderer.Renders >= 2 || _renderer.Failures.Count > 0, TestContext.Current.CancellationToken);
        Assert.Empty(_renderer.Failures);
    }

    // A refresh ends with a render, whether it asked or not.
    private Task AdvanceAsync(int seconds) => AfterRenderAsync(() => _time.Advance(TimeSpan.FromSeconds(seconds)));

    private async Task AfterRenderAsync(Action act)
    {
        var before = _renderer!.Renders;
        act();
        await Eventually.BecomesTrueAsync(() => _renderer.Renders > before, TestContext.Current.CancellationToken);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == $"{Run}/events")
        {
            context.Response.ContentType = "text/event-stream";
            await foreach (var item in _events.Reader.ReadAllAsync(context.RequestAborted))
            {
                await RunEvents.WriteAsync(context, item);
            }
        }

        await Replies.Json(context.Request.Path == Run ? AgentSamples.Run(AgentSamples.Done, _status) : AgentSamples.History("local/pocket"))(context);
    }

    /// <summary>An address bar nobody looks at.</summary>
    private sealed class Nowhere : NavigationManager
    {
        public Nowhere() => Initialize("http://web/", "http://web/");
    }
}
