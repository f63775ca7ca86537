using Microsoft.Playwright;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>What every page shows in each of its states, in a real browser under the real content security policy.</summary>
[Collection(SharedBrowser.Name)]
public sealed class PageTests(BrowserFixture browser) : IAsyncLifetime
{
    private FakeSystem _system = null!;

    public async ValueTask InitializeAsync() => _system = await FakeSystem.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Theory]
    [InlineData("/", "Overview", "router", 1280)]
    [InlineData("/playground", "Playground", "What is 48 * 73?", 1280)]
    [InlineData("/models", "Models", "demo model", 1280)]
    [InlineData("/runs", "Runs", "No run yet", 1280)]
    [InlineData("/jobs", "Jobs", "No job yet", 1280)]
    [InlineData("/requests", "Requests", "No request yet", 1280)]
    [InlineData("/providers", "Providers", "Nothing can be changed from here", 1280)]
    [InlineData("/", "Overview", "agenthost", 400)]
    [InlineData("/playground", "Playground", "What is 48 * 73?", 400)]
    [InlineData("/models", "Models", "Connect a larger one", 400)]
    [InlineData("/runs", "Runs", "No run yet", 400)]
    [InlineData("/jobs", "Jobs", "/v1/queue/submit", 400)]
    [InlineData("/requests", "Requests", "No request yet", 400)]
    [InlineData("/providers", "Providers", "Nothing can be changed from here", 400)]
    public async Task Page_Opened_ShowsItsContent(string path, string title, string content, int width)
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address, width: width, height: 800);
        await tab.GoAsync(path);

        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 })).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("main")).ToContainTextAsync(content);
        await Expect(tab.Page).ToHaveTitleAsync($"{title} · Switchyard");
        Assert.False(await tab.ScrollsSidewaysAsync());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Overview_Services_ShowHealthAndRequests()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/");

        var agentHost = tab.Page.Locator("[data-resource=agenthost]");
        await Expect(agentHost).ToContainTextAsync("Degraded");
        await Expect(agentHost).ToContainTextAsync("cache: Connection refused.");
        await Expect(agentHost).ToContainTextAsync("12");
        await Expect(tab.Page.Locator("[data-resource=cache]")).ToContainTextAsync("Unhealthy");
        await Expect(tab.Page.Locator("[data-resource=web]")).ToContainTextAsync("Healthy");
        await Expect(tab.Page.Locator("#first-curl")).ToContainTextAsync("/v1/chat/completions");
    }

    [Theory]
    [InlineData("/models", "/v1/models", "The router did not list its models")]
    [InlineData("/runs", "/v1/runs", "The runs cannot be shown")]
    [InlineData("/providers", "/providers", "The router did not list its providers")]
    [InlineData("/jobs", "/v1/queue/jobs", "The jobs cannot be shown")]
    [InlineData("/jobs", "/v1/queue/depths", "The jobs cannot be shown")]
    [InlineData("/requests", "/v1/requests", "The requests cannot be shown")]
    public async Task Page_ServiceRefuses_SaysWhyAndTriesAgain(string path, string question, string title)
    {
        var answer = _system.Answers[question];
        _system.Answers[question] = Replies.Json("""{"detail":"Out of order today."}""", 500);
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(path);
        await Expect(tab.Page.Locator("[role=alert]")).ToContainTextAsync(title, new() { Timeout = 20_000 });
        await Expect(tab.Page.Locator("[role=alert]")).ToContainTextAsync("Out of order today.");

        _system.Answers[question] = answer;
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(tab.Page.GetByText(title)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Page_SystemAway_SaysWhatCannotBeReached()
    {
        var services = new Dictionary<string, string> { ["router"] = Services.Nowhere(), ["agenthost"] = Services.Nowhere(), ["inference-0"] = Services.Nowhere() };
        await using var web = await WebProcess.StartAsync(services, TestContext.Current.CancellationToken);
        await using var tab = await browser.OpenAsync(web.Address);

        await tab.GoAsync("/");
        await Expect(tab.Page.Locator("[data-resource=router]")).ToContainTextAsync("Unreachable");
        await tab.GoAsync("/playground");
        await Expect(tab.Page.Locator("[role=alert]")).ToContainTextAsync("There is nobody to talk to yet");
        await tab.GoAsync("/models");
        await Expect(tab.Page.Locator("[role=alert]")).ToContainTextAsync("router cannot be reached; ./switchyard logs router says why.");
        await tab.GoAsync("/jobs");
        await Expect(tab.Page.Locator("[role=alert]")).ToContainTextAsync("router cannot be reached; ./switchyard logs router says why.");
        await tab.GoAsync("/runs");
        await Expect(tab.Page.Locator("[role=alert]")).ToContainTextAsync("agenthost cannot be reached; ./switchyard logs agenthost says why.");
    }

    [Fact]
    public async Task Models_Pocket_IsLabelledADemo()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/models");

        var card = tab.Page.Locator("[data-model='local/pocket']");
        await Expect(card).ToContainTextAsync("demo model");
        await Expect(card).ToContainTextAsync("1,024 tokens");
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Connect a larger one" })).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("Switchyard__ModelFolder");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("Set OPENAI_API_KEY.");
    }

    [Fact]
    public async Task Runs_ChosenRun_ShowsItsSteps()
    {
        _system.Answers["/v1/runs"] = Replies.Json(Samples.Runs);
        _system.Answers["/v1/runs/run_1"] = Replies.Json(RunEvents.Detail("completed"));
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/runs");

        await tab.Page.Locator("[data-run=run_1]").ClickAsync();

        await Expect(tab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/runs/run_1$"));
        await Expect(tab.Page.Locator("[data-step=tool] [data-result]")).ToHaveTextAsync("3504");
        await Expect(tab.Page.Locator("[data-run-output]")).ToHaveTextAsync("48 * 73 = 3504.");
    }

    [Fact]
    public async Task Runs_RunningRun_CanBeCancelled()
    {
        var cancelled = false;
        _system.Answers["/v1/runs"] = Replies.Json(Samples.Runs.Replace("completed\"", "running\"", StringComparison.Ordinal));
        _system.Answers["/v1/runs/run_1"] = context => Replies.Json(RunEvents.Detail(cancelled ? "cancelled" : "running"))(context);
        _system.Answers["/v1/runs/run_1/cancel"] = context =>
        {
            cancelled = true;
            return Replies.Json("{}", 202)(context);
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/runs/run_1");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();

        await Expect(tab.Page.Locator(".detail [data-run-status]")).ToHaveTextAsync("cancelled");
        Assert.True(cancelled);
    }

    [Fact]
    public async Task Theme_Switched_OutlivesTheReload()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/models");
        var light = await BackgroundAsync(tab);

        await tab.Page.Locator("[data-switch-theme]").ClickAsync();
        var dark = await BackgroundAsync(tab);
        await tab.Page.ReloadAsync();

        Assert.NotEqual(light, dark);
        Assert.Equal(dark, await BackgroundAsync(tab));
    }

    [Fact]
    public async Task Theme_NotChosen_FollowsTheSystem()
    {
        await using var light = await browser.OpenAsync(_system.Web.Address);
        await using var dark = await browser.OpenAsync(_system.Web.Address, ColorScheme.Dark);
        await light.GoAsync("/models");
        await dark.GoAsync("/models");

        Assert.Equal(("rgb(244, 242, 236)", "rgb(17, 20, 18)"), (await BackgroundAsync(light), await BackgroundAsync(dark)));
    }

    [Fact]
    public async Task SkipLink_Topmost_LeadsToTheContent()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/models");
        // After navigation the title has the focus; whoever goes back to the top meets the link before all others.
        await Expect(tab.Page.Locator("h1")).ToBeFocusedAsync();
        await tab.Page.Locator(".brand").FocusAsync();

        await tab.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(tab.Page.Locator(".skip-link")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(tab.Page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Connection_ServerGone_ShowsTheOwnNotice()
    {
        await using var web = await WebProcess.StartAsync(_system.Services, TestContext.Current.CancellationToken);
        await using var tab = await browser.OpenAsync(web.Address);
        await tab.GoAsync("/models");

        web.Kill();

        await Expect(tab.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync(new() { Timeout = 40_000 });
        await Expect(tab.Page.Locator("#components-reconnect-modal")).ToContainTextAsync("connection to Switchyard was lost");
    }

    private static Task<string> BackgroundAsync(BrowserPage tab) => tab.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
