using Microsoft.Playwright;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The list of jobs and what is done from it, in a real browser.</summary>
[Collection(SharedBrowser.Name)]
public sealed class JobPageTests(BrowserFixture browser, SharedSystem shared)
{
    private const string List = "/v1/queue/jobs";
    private const string RunningStream = $"/v1/queue/stream/{JobSamples.Running}";
    private const string Replay = $"/v1/queue/replay/{JobSamples.Failed}";

    private readonly FakeSystem _system = Prepare(shared.Begin());

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task List_Jobs_SayWhereEachStands(ColorScheme scheme, int width)
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address, scheme, width);
        await tab.GoAsync("/jobs");

        await Expect(tab.Page.Locator("[data-job]")).ToHaveCountAsync(4);
        var cells = await tab.Page.Locator($"[data-job='{JobSamples.Failed}'] td").AllInnerTextsAsync();
        Assert.Equal(["/v1/chat/completions", "default", "high", "failed\nmodel_not_found"], cells.Take(4).Select(static cell => cell.Trim()));
        Assert.Equal(["2", "worker-1"], cells.Skip(5).Take(2).Select(static cell => cell.Trim()));
        await Expect(tab.Page.Locator($"[data-job='{JobSamples.Waiting}'] .status")).ToContainTextAsync("at the earliest");
        await Expect(tab.Page.Locator($"[data-job='{JobSamples.Waiting}'] .status")).ToContainTextAsync("no worker takes it");
        Assert.False(await tab.ScrollsSidewaysAsync());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task List_RunningJob_SaysWhatItSays()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/jobs");

        await Expect(tab.Page.Locator("[data-live]")).ToHaveTextAsync("Paris is");
        await Expect(tab.Page.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("value", "0.25");
        await Expect(tab.Page.Locator("tr.live")).ToContainTextAsync("reads");
    }

    [Fact]
    public async Task Depths_ByQueueAndPriority_ArePictureAndFigures()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/jobs");

        var high = tab.Page.Locator("[data-queue=default] [data-priority=high]");
        await Expect(high.Locator("rect.ready")).ToHaveAttributeAsync("width", "750");
        Assert.Equal(["2", "6\n4 without a worker", "0", "1 min 30 s"], (await high.Locator("td.num").AllInnerTextsAsync()).Select(static cell => cell.Trim()));
        await high.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(tab.Page).ToHaveURLAsync($"{_system.Web.Address}jobs?show=waiting&queue=default&priority=high");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("Only priority high in the queue default");
    }

    [Fact]
    public async Task Tab_ByKeyboard_IsKeptInTheAddress()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/jobs");
        await Expect(tab.Page.Locator("h1")).ToBeFocusedAsync();

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Dead letters" }).FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab.Page.Locator("[data-job]")).ToHaveCountAsync(1);
        await tab.Page.ReloadAsync();

        await Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "Dead letters" })).ToHaveAttributeAsync("aria-current", "page");
        await Expect(tab.Page.Locator("[data-job]")).ToHaveCountAsync(1);
        Assert.Contains(_system.RouterRequests, static request => request.Path == "/v1/queue/jobs?limit=50&status=failed%2Ctimeout");
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task DeadLetter_Replayed_WaitsAgain()
    {
        _system.Answers[Replay] = Replies.Json(JobSamples.FailedJob, 202);
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/jobs");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = $"Replay {JobSamples.Failed}" }).ClickAsync();

        await Expect(tab.Page.Locator("[role=status]", new() { HasText = "1 job waits to be done again." })).ToBeVisibleAsync();
        Assert.Single(_system.RouterRequests, static request => (request.Method, request.Path) == ("POST", Replay));
    }

    [Fact]
    public async Task DeadLetters_AllReplayed_OnlyAfterASecondLook()
    {
        _system.Answers[Replay] = Replies.Error(409, "Only jobs that failed are done again.", "conflict");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/jobs?show=dead");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Replay all shown" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Leave them" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Replay all shown" }).ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Really replay 1 job" })).ToBeVisibleAsync();
        Assert.DoesNotContain(_system.RouterRequests, static request => request.Method == "POST");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Really replay 1 job" }).ClickAsync();

        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Only jobs that failed are done again.");
        Assert.Single(_system.RouterRequests, static request => request.Method == "POST");
    }

    [Fact]
    public async Task Workers_SayWhatTheyDoAndHowMuch()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/jobs");

        var worker = tab.Page.Locator("[data-worker=worker-1]");
        await Expect(worker).ToContainTextAsync("/v1/chat/completions, /v1/agents/*");
        await Expect(worker).ToContainTextAsync("3 of 4");
        await Expect(worker).ToContainTextAsync("at work");
        await Expect(tab.Page.Locator("[data-worker=worker-2]")).ToContainTextAsync("stopping, takes no more");
        _system.Answers["/v1/queue/workers"] = Replies.Json("""{"object":"list","data":[]}""");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("None is running: jobs wait.");
    }

    [Fact]
    public async Task List_DatabaseAway_SaysSoAndComesBack()
    {
        var answer = _system.Answers[List];
        _system.Answers[List] = Replies.Error(503, "The job queue's database does not answer. Nothing was lost; try again.", "unavailable", retryAfter: "2");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/jobs");
        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing was lost");

        _system.Answers[List] = answer;

        await Expect(tab.Page.Locator("[data-job]")).ToHaveCountAsync(4);
    }

    private static FakeSystem Prepare(FakeSystem system)
    {
        system.Answers[List] = context => Replies.Json(context.Request.Query["status"] == "failed,timeout" ? JobSamples.DeadLetters : JobSamples.All)(context);
        system.Answers["/v1/queue/depths"] = Replies.Json(JobSamples.Depths);
        system.Answers[RunningStream] = JobSamples.EndlessStream();
        return system;
    }
}
