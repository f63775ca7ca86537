using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>Conversations with agents, and what is done with one, in a real browser.</summary>
[Collection(SharedBrowser.Name)]
public sealed class SessionPageTests(BrowserFixture browser, SharedSystem shared)
{
    private const string Session = $"/v1/sessions/{AgentSamples.Session}";

    private readonly FakeSystem _system = Prepare(shared.Begin());

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Session_ShowsItsHistory(ColorScheme scheme, int width)
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address, scheme, width);
        await tab.GoAsync("/sessions");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Hello", Exact = true }).ClickAsync();

        await Expect(tab.Page.Locator("[data-turn-of]")).ToHaveCountAsync(2);
        await Expect(tab.Page.Locator("[data-turn-of='run_2']")).ToContainTextAsync("48 * 73 = 3504.");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("They greeted each other.");
        Assert.Contains(_system.AgentRequests, static request => request.Path == $"{Session}?user=local&agent=clerk");
        Assert.False(await tab.ScrollsSidewaysAsync());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Insights_AskedFor_AreShown()
    {
        _system.Answers[$"{Session}/facts"] = Replies.Json("""{"facts":["The user likes <b>trains</b>."]}""");
        _system.Answers[$"{Session}/assessment"] = Replies.Json("""{"score":4,"reasoning":"All was answered.","open_points":["A map."]}""");
        _system.Answers[$"{Session}/compact"] = Replies.Json("""{"compacted_turns":2,"tokens_before":900,"tokens_after":120}""");
        await using var tab = await OpenAsync();

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Facts" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-facts]")).ToContainTextAsync("The user likes <b>trains</b>.");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Assess" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-assessment]")).ToContainTextAsync("4 of 5. All was answered.");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Compact" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-outcome]")).ToContainTextAsync("2 turns were summed up: 900 tokens before, 120 now.");
    }

    [Fact]
    public async Task Delete_OnlyAfterASecondLook()
    {
        await using var tab = await OpenAsync();

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        Assert.DoesNotContain(_system.AgentRequests, static request => request.Method == "DELETE");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Really delete all of it" }).ClickAsync();

        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Sessions", Level = 1 })).ToBeVisibleAsync();
        Assert.Single(_system.AgentRequests, static request => (request.Method, request.Path) == ("DELETE", $"{Session}?user=local&agent=clerk"));
    }

    private static FakeSystem Prepare(FakeSystem system)
    {
        system.Answers["/v1/sessions"] = Replies.Json(AgentSamples.Sessions);
        system.Answers[Session] = context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return context.Request.Method == "DELETE" ? Task.CompletedTask : Replies.Json(AgentSamples.SessionWhole)(context);
        };
        return system;
    }

    private async Task<BrowserPage> OpenAsync()
    {
        var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync($"/sessions/{AgentSamples.Session}?user=local&agent=clerk");
        await Expect(tab.Page.Locator("[data-turn-of]").First).ToBeVisibleAsync();
        return tab;
    }
}
