using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The playground while answers stream, step by step under the test's control.</summary>
[Collection(SharedBrowser.Name)]
public sealed class PlaygroundTests(BrowserFixture browser, SharedSystem shared)
{
    private const string Agent = "agent:assistant";
    private const string Model = "model:local/pocket";

    private readonly FakeSystem _system = shared.Begin();

    [Fact]
    public async Task Agent_Run_GrowsStepByStep()
    {
        var events = Channel.CreateUnbounded<RunEvent>();
        _system.Answers["/v1/agents/assistant/runs"] = context => ForwardAsync(context, events.Reader);
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoToPlaygroundAsync(Agent);
        await Expect(tab.Page.Locator("main")).Not.ToContainTextAsync("3504");
        await tab.AskAsync("What is 48 * 73?");
        var script = RunEvents.Calculation();

        await SendAsync(events, script.Take(5));
        await Expect(tab.Page.Locator("[data-step=thought]")).ToContainTextAsync("Let me calculate.");
        await Expect(tab.Page.Locator("[data-step=tool]")).ToContainTextAsync("running");
        await Expect(tab.Page.Locator("[data-arguments]")).ToHaveTextAsync("""{"expression":"48*73"}""");
        await SendAsync(events, script.Skip(5).Take(1));
        await Expect(tab.Page.Locator("[data-result]")).ToHaveTextAsync("3504");
        await SendAsync(events, script.Skip(6).Take(1));
        await Expect(tab.Answer).ToHaveTextAsync("48 * 73");
        await SendAsync(events, script.Skip(7));

        await tab.WaitForStatusAsync("completed");
        await Expect(tab.Answer).ToHaveTextAsync("48 * 73 = 3504.");
        await Expect(tab.LastTurn.Locator(".tag.demo")).ToHaveTextAsync("demo model");
        await Expect(tab.LastTurn).ToContainTextAsync("310 + 42 tokens");
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Model_FastStream_RendersAtMostTwentyTimesASecond()
    {
        _system.Answers["/v1/chat/completions"] = SteadyStreamAsync;
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoToPlaygroundAsync(Model);
        await tab.Page.EvaluateAsync(
            """
            () => {
              window.shown = new Map();
              new MutationObserver(() => {
                const length = document.querySelector('[data-answer]')?.textContent.length ?? 0;
                if (!window.shown.has(length)) window.shown.set(length, performance.now());
              }).observe(document.querySelector('[data-follow]'), { childList: true, subtree: true, characterData: true });
            }
            """);

        await tab.AskAsync("Count");
        await tab.WaitForStatusAsync("completed");

        // 400 pieces, 200 a second where the machine has the time for it: far more than three renders, never more than 20 a second.
        var shown = await tab.Page.EvaluateAsync<int>("window.shown.size");
        var seconds = await tab.Page.EvaluateAsync<double>("() => { const at = [...window.shown.values()]; return (at.at(-1) - at[0]) / 1000; }");
        Assert.InRange(shown, 4, (seconds * 20) + 4);
        await Expect(tab.Answer).ToContainTextAsync("w399");
    }

    [Fact]
    public async Task Model_HostileText_StaysText()
    {
        const string Hostile = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script> [go](javascript:window.hacked=1)";
        _system.Answers["/v1/chat/completions"] = Replies.Stream(Hostile);
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoToPlaygroundAsync(Model);

        await tab.AskAsync("<b onclick=\"window.hacked=1\">" + Hostile);
        await tab.WaitForStatusAsync("completed");

        await Expect(tab.Answer).ToContainTextAsync("<script>window.hacked=1</script>");
        await Expect(tab.Page.Locator(".question")).ToContainTextAsync("<b onclick=");
        Assert.Equal(0, await tab.Page.Locator("[data-turn] img, [data-turn] script, [data-turn] b, [data-turn] a[href]").CountAsync());
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.hacked === undefined"));
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Model_StopButton_ClosesTheStream()
    {
        var aborted = new TaskCompletionSource();
        _system.Answers["/v1/chat/completions"] = Replies.StreamThenHang(aborted, "Once upon");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoToPlaygroundAsync(Model);
        await tab.AskAsync("Tell a story");
        await Expect(tab.Answer).ToHaveTextAsync("Once upon");

        await tab.Page.Locator("[data-stop]").ClickAsync();

        await tab.WaitForStatusAsync("stopped");
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await Expect(tab.LastTurn).ToContainTextAsync("Stopped.");
        await Expect(tab.Page.Locator("[data-send]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keyboard_Alone_AsksStopsAndBeginsAnew()
    {
        var aborted = new TaskCompletionSource();
        _system.Answers["/v1/chat/completions"] = Replies.StreamThenHang(aborted, "Once upon");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoToPlaygroundAsync(Model);
        var keyboard = tab.Page.Keyboard;

        await TabToAsync(tab, "#question");
        await keyboard.TypeAsync("first line");
        await keyboard.PressAsync("Shift+Enter");
        await keyboard.TypeAsync("second line");
        await keyboard.PressAsync("Enter");
        await Expect(tab.Page.Locator(".question")).ToContainTextAsync("first line\nsecond line", new() { UseInnerText = true });
        await Expect(tab.Answer).ToHaveTextAsync("Once upon");
        await Expect(tab.Question).ToHaveValueAsync(string.Empty);
        await keyboard.PressAsync("Escape");
        await tab.WaitForStatusAsync("stopped");
        await TabToAsync(tab, ".controls .button");
        await keyboard.PressAsync("Enter");

        await Expect(tab.Page.Locator("[data-turn]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Conversation_OtherPageMeanwhile_IsStillThere()
    {
        _system.Answers["/v1/chat/completions"] = Replies.Stream("Hello", "!");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoToPlaygroundAsync(Model);
        await tab.AskAsync("Hi");
        await tab.WaitForStatusAsync("completed");

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Models" }).First.ClickAsync();
        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Models");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Playground" }).ClickAsync();

        await Expect(tab.Answer).ToHaveTextAsync("Hello!");
        await Expect(tab.Page.Locator("#target")).ToHaveValueAsync(Model);
    }

    [Fact]
    public async Task Agents_AwayAtFirst_CanBeAskedForAgain()
    {
        _system.Answers.Remove("/v1/agents", out var agents);
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoToPlaygroundAsync(Model);
        await Expect(tab.Page.Locator(".warning")).ToContainTextAsync("There is no such thing.");

        _system.Answers["/v1/agents"] = agents!;
        await tab.Page.Locator(".warning").GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(tab.Page.Locator($"#target option[value='{Agent}']")).ToHaveCountAsync(1);
        await Expect(tab.Page.Locator(".warning")).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator("#target")).ToHaveValueAsync(Model);
    }

    [Fact]
    public async Task Model_Refused_ShowsTheRoutersSentence()
    {
        _system.Answers["/v1/chat/completions"] = Replies.Error(503, "No node is ready for 'local/pocket'.", "no_upstream");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoToPlaygroundAsync(Model);

        await tab.AskAsync("Hi");

        await Expect(tab.Page.Locator("[data-turn] [role=alert]")).ToHaveTextAsync("No node is ready for 'local/pocket'.");
    }

    private static async Task TabToAsync(BrowserPage tab, string selector)
    {
        for (var i = 0; i < 40; i++)
        {
            if (await tab.Page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector))
            {
                return;
            }

            await tab.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not reach {selector}.");
    }

    private static async Task SendAsync(Channel<RunEvent> channel, IEnumerable<RunEvent> events)
    {
        foreach (var runEvent in events)
        {
            await channel.Writer.WriteAsync(runEvent, TestContext.Current.CancellationToken);
        }
    }

    private static async Task ForwardAsync(HttpContext context, ChannelReader<RunEvent> events)
    {
        context.Response.ContentType = "text/event-stream";
        await foreach (var runEvent in events.ReadAllAsync(context.RequestAborted))
        {
            await RunEvents.WriteAsync(context, runEvent);
        }
    }

    private static async Task SteadyStreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var i = 0; i < 400 && await pace.WaitForNextTickAsync(context.RequestAborted); i++)
        {
            await context.Response.WriteAsync($"data: {Replies.TextChunk($"w{i} ")}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        await context.Response.WriteAsync($"data: {Replies.Chunk("""[{"index":0,"delta":{},"finish_reason":"stop"}]""")}\n\ndata: [DONE]\n\n", context.RequestAborted);
    }
}
