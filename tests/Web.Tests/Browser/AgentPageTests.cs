using Microsoft.Playwright;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The agents, their definitions and versions, in a real browser.</summary>
[Collection(SharedBrowser.Name)]
public sealed class AgentPageTests(BrowserFixture browser, SharedSystem shared)
{
    private const string Clerk = "/v1/agents/clerk";
    private const string Mistakes = """
        {"type":"urn:switchyard:error:invalid_value","title":"invalid_value","status":400,"detail":"Two mistakes.","mistakes":[{"line":2,"column":7,"path":"kind","message":"There is no kind 'reakt'."},{"line":5,"path":"approvals","message":"No such member."}]}
        """;

    private readonly FakeSystem _system = Prepare(shared.Begin());

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Agent_ShowsDefinitionGraphAndVersions(ColorScheme scheme, int width)
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address, scheme, width);
        await tab.GoAsync("/agents");
        await Expect(tab.Page.Locator("[data-agent='clerk']")).ToContainTextAsync("20 model calls, 10 min 0 s of work");

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "clerk" }).ClickAsync();

        await Expect(tab.Page.Locator("[data-yaml]")).ToContainTextAsync("- tool: send_mail");
        await Expect(tab.Page.Locator("[data-node]")).ToHaveCountAsync(5);
        await Expect(tab.Page.Locator("[data-version]")).ToHaveCountAsync(2);
        Assert.False(await tab.ScrollsSidewaysAsync());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Versions_Compared_MarkWhatChanged()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/agents/clerk");

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Compare with version 1" }).ClickAsync();

        await Expect(tab.Page.Locator("[data-diff='different']")).ToHaveCountAsync(4);
        await Expect(tab.Page.Locator("[data-diff='different'] del")).ToHaveTextAsync("model: default");
    }

    [Fact]
    public async Task Definition_WithMistakes_SaysAllOfThemAtTheirLines()
    {
        _system.Answers[Clerk] = context => context.Request.Method == "PUT" ? Replies.Json(Mistakes, 400)(context) : Replies.Json(AgentSamples.Agent(2))(context);
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/agents/clerk");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version" }).ClickAsync();

        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("It has 2 mistakes and is not saved");
        await Expect(tab.Page.Locator("[data-mistake='2']")).ToContainTextAsync("There is no kind 'reakt'.");
        await Expect(tab.Page.Locator(".editor li.wrong")).ToHaveTextAsync(["2", "5"]);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Line 2, column 7" }).ClickAsync();
        await Expect(tab.Page.Locator("#yaml")).ToBeFocusedAsync();
        Assert.Equal("kind: react", await tab.Page.EvaluateAsync<string>("getSelection().toString()"));
    }

    [Fact]
    public async Task Definition_Saved_IsTheNewestVersion()
    {
        _system.Answers[Clerk] = context => Replies.Json(AgentSamples.Agent(context.Request.Method == "PUT" ? 3 : 2))(context);
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/agents/clerk");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();

        await tab.Page.Locator("#yaml").FillAsync("id: clerk\nkind: reflection\n");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version" }).ClickAsync();

        await Expect(tab.Page.GetByText("It is saved as version 3.")).ToBeVisibleAsync();
        Assert.Equal("id: clerk\nkind: reflection\n", Assert.Single(_system.AgentRequests, static request => request.Method == "PUT").Body);
    }

    [Fact]
    public async Task NewAgent_Named_IsWrittenFromATemplate()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/agents");

        await tab.Page.GetByLabel("Name").FillAsync("Not A Name");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Write it" }).ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("lower-case letters");
        await tab.Page.GetByLabel("Name").FillAsync("scout");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Write it" }).ClickAsync();

        await Expect(tab.Page.Locator("#yaml")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^id: scout\nkind: react\n"));
    }

    [Fact]
    public async Task NewAgent_OfATemplate_BeginsWithIt()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/agents");

        await tab.Page.GetByLabel("Name").FillAsync("scout");
        await tab.Page.GetByLabel("begins as").SelectOptionAsync("research");
        await Expect(tab.Page.Locator("[data-template='research']")).ToHaveTextAsync("Finds things out.");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Write it" }).ClickAsync();

        await Expect(tab.Page.Locator("#yaml")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^id: scout\ntemplate: research\n"));
        tab.AssertNoComplaints();
    }

    private static FakeSystem Prepare(FakeSystem system)
    {
        system.Answers["/v1/agents"] = Replies.Json(AgentSamples.Agents);
        system.Answers["/v1/agents/templates"] = Replies.Json("""{"data":[{"id":"research","description":"Finds things out.","definition":{"kind":"plan-and-execute"}}]}""");
        system.Answers[Clerk] = context => Replies.Json(AgentSamples.Agent(context.Request.Query["version"] == "1" ? 1 : 2))(context);
        return system;
    }
}
