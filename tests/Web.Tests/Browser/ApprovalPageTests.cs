using Microsoft.Playwright;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>What waits for people, and what they say to it, in a real browser.</summary>
[Collection(SharedBrowser.Name)]
public sealed class ApprovalPageTests(BrowserFixture browser, SharedSystem shared)
{
    private const string List = "/v1/approvals";
    private const string Answer = $"/v1/runs/{AgentSamples.Waiting}/answer";
    private const string Resolve = $"/v1/runs/{AgentSamples.Waiting}/resolve";

    private readonly FakeSystem _system = shared.Begin();

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Inbox_Requests_SayWhatIsAsked(ColorScheme scheme, int width)
    {
        _system.Answers[List] = Replies.Json(AgentSamples.Approvals(AgentSamples.Approval(), AgentSamples.Question(), AgentSamples.Uncertain()));
        await using var tab = await browser.OpenAsync(_system.Web.Address, scheme, width);
        await tab.GoAsync("/approvals");

        await Expect(tab.Page.Locator("[data-waiting]")).ToHaveCountAsync(3);
        await Expect(Card(tab, "k1")).ToContainTextAsync("\"subject\": \"<b>Hello</b>\"");
        await Expect(Card(tab, "k1").Locator("[data-origin]")).ToContainTextAsync("the call with exactly these arguments");
        await Expect(Card(tab, "k2").Locator("[data-origin]")).ToContainTextAsync("in the agent's words");
        await Expect(Card(tab, "k1").GetByRole(AriaRole.Timer)).ToContainTextAsync("left");
        await Expect(Card(tab, "k3")).ToContainTextAsync("It may have happened or not");
        await Expect(tab.Page.Locator("[data-approvals='3']")).ToBeVisibleAsync();
        Assert.False(await tab.ScrollsSidewaysAsync());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Approval_ChosenByKeyboard_IsToldAndTheNextHasTheFocus()
    {
        _system.Answers[List] = Replies.Json(AgentSamples.Approvals(AgentSamples.Approval(), AgentSamples.Question()));
        _system.Answers[Answer] = context =>
        {
            _system.Answers[List] = Replies.Json(AgentSamples.Approvals(AgentSamples.Question()));
            return Replies.Json("{}", 202)(context);
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/approvals");

        await Card(tab, "k1").GetByRole(AriaRole.Button, new() { Name = "approve" }).FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(Card(tab, "k1")).ToHaveCountAsync(0);
        await Expect(Card(tab, "k2").GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
        Assert.Equal("""{"key":"k1","answer":"approve","user":"local"}""", Told(Answer));
    }

    [Fact]
    public async Task Question_AnsweredMeanwhile_SaysSoAndStays()
    {
        _system.Answers[List] = Replies.Json(AgentSamples.Approvals(AgentSamples.Question()));
        _system.Answers[Answer] = Replies.Json("""{"detail":"The run does not wait for this any more."}""", 409);
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/approvals");

        await Card(tab, "k2").GetByLabel("Answer").FillAsync("Ann Smith");
        await Card(tab, "k2").GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();

        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The run does not wait for this any more.");
        Assert.Contains("\"answer\":\"Ann Smith\"", Told(Answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uncertain_Happened_IsToldWithItsResult()
    {
        _system.Answers[List] = Replies.Json(AgentSamples.Approvals(AgentSamples.Uncertain()));
        _system.Answers[Resolve] = context =>
        {
            _system.Answers[List] = Replies.Json(AgentSamples.Approvals());
            return Replies.Json("{}", 202)(context);
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/approvals");

        await Expect(Card(tab, "k3").GetByLabel("Its result, if it happened")).ToHaveAttributeAsync("maxlength", "32000");
        await Card(tab, "k3").GetByLabel("Its result, if it happened").FillAsync("""{"id":7}""");
        await Card(tab, "k3").GetByRole(AriaRole.Button, new() { Name = "It happened" }).ClickAsync();

        await Expect(tab.Page.GetByText("Nothing waits for you")).ToBeVisibleAsync();
        Assert.Equal("""{"key":"k3","outcome":"happened","result":{"id":7},"user":"local"}""", Told(Resolve));
        await Expect(tab.Page.Locator("[data-approvals]")).ToHaveCountAsync(0);
    }

    private static ILocator Card(BrowserPage tab, string key) => tab.Page.Locator($"[data-waiting='{key}']");

    private string Told(string path) => Assert.Single(_system.AgentRequests, request => (request.Method, request.Path) == ("POST", path)).Body;
}
