using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The providers, their addresses and what an administrator changes, in a real browser.</summary>
[Collection(SharedBrowser.Name)]
public sealed class ProviderPageTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Page = "/providers";
    private const string Added = "/admin/aliases/fast";

    private static readonly Dictionary<string, string> s_withKey = new() { ["Switchyard:RouterAdminKey"] = "an-administrators-key" };

    private FakeSystem _system = null!;

    public async ValueTask InitializeAsync()
    {
        _system = await FakeSystem.StartAsync(s_withKey, TestContext.Current.CancellationToken);
        _system.Answers["/providers"] = Replies.Json(AdminSamples.Providers);
        _system.Answers["/admin"] = Replies.Json(AdminSamples.Status);
        _system.Answers["/admin/providers"] = Replies.Json(AdminSamples.Settings);
        _system.Answers["/admin/routes"] = Replies.Json(AdminSamples.Routes);
        _system.Answers["/admin/aliases"] = Replies.Json(AdminSamples.Aliases);
        _system.Answers["/admin/defaults"] = Replies.Json(AdminSamples.Defaults);
        _system.Answers["/admin/changes"] = Replies.Json(AdminSamples.Changes);
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 400)]
    public async Task Page_Opened_ShowsEachAddressAndSetting(ColorScheme scheme, int width)
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address, scheme, width);
        await tab.GoAsync(Page);

        await Expect(tab.Page.Locator("[role=status]").First).ToHaveTextAsync("1 of 2 ready");
        await Expect(tab.Page.Locator("[data-endpoint=east]")).ToContainTextAsync("40% of 2");
        await Expect(tab.Page.Locator("[data-endpoint=east]")).ToContainTextAsync("4,096");
        await Expect(tab.Page.Locator("[data-endpoint=west]")).ToContainTextAsync("Passed over until 12:00:30 UTC");
        await Expect(tab.Page.Locator("[data-endpoint=west] [data-circuit]")).ToHaveTextAsync("half open");
        await Expect(tab.Page.Locator("[data-provider=team] [data-egress=over]")).ToHaveTextAsync("Sent 2.5 MB in the last hour; alarm over 2 MB Over its limit");
        await Expect(tab.Page.Locator("[data-provider=openai] [data-egress]")).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator("[data-setting=team]")).ToContainTextAsync("key stored");
        await Expect(tab.Page.Locator("[data-setting=best]")).ToContainTextAsync("names no model that is known now");
        await Expect(tab.Page.Locator("[data-change='6']")).ToContainTextAsync("bob removed aliases/old");
        Assert.False(await tab.ScrollsSidewaysAsync());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Endpoint_DrainedAndTakenBack_IsAskedOfTheRouter()
    {
        var draining = false;
        _system.Answers["/providers"] = context => Replies.Json(draining ? AdminSamples.Providers.Replace("\"draining\":false", "\"draining\":true", StringComparison.Ordinal) : AdminSamples.Providers)(context);
        _system.Answers["/admin/providers/team/endpoints/east/drain"] = context =>
        {
            draining = context.Request.Method == "POST";
            return Replies.Json("""{"name":"east","address":"a","status":"ready","weight":1,"slow_start_share":1,"active_requests":0,"outstanding_tokens":0,"circuit":"closed","draining":true}""")(context);
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Page);
        var east = tab.Page.Locator("[data-endpoint=east]");

        await east.GetByRole(AriaRole.Button, new() { Name = "Drain east" }).ClickAsync();
        await Expect(east).ToContainTextAsync("Draining");
        await east.GetByRole(AriaRole.Button, new() { Name = "Take back east" }).ClickAsync();

        await Expect(east).ToContainTextAsync("Ready");
    }

    [Fact]
    public async Task Setting_Added_IsStoredAndShown()
    {
        _system.Answers[Added] = context =>
        {
            _system.Answers["/admin/aliases"] = Replies.Json($$"""{"data":[{{AdminSamples.Alias}}]}""");
            return Replies.Json(AdminSamples.Alias)(context);
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Page);

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Add alias" }).ClickAsync();
        await tab.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("fast");
        await tab.Page.GetByLabel("Model string", new() { Exact = true }).FillAsync("local/pocket");
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(tab.Page.Locator("[data-setting=fast]")).ToContainTextAsync("local/pocket");
        await Expect(tab.Page.Locator("form")).ToHaveCountAsync(0);
        var put = Assert.Single(_system.RouterRequests, static request => request.Method == "PUT");
        Assert.Equal((Added, "\"local/pocket\"", "*"), (put.Path, put.Body, put.Headers["If-None-Match"]));
    }

    [Fact]
    public async Task Defaults_Changed_AreStoredAndShown()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Page);
        var section = tab.Page.Locator("[data-kind=defaults]");
        await Expect(section).ToContainTextAsync("defaultModel local/pocket");
        _system.Answers["/admin/defaults"] = Replies.Json("""{"kind":"defaults","id":"","source":"stored","version":9,"value":{"defaultModel":"local/pocket","defaultProvider":"ollama"}}""");

        await section.GetByRole(AriaRole.Button, new() { Name = "Change defaults" }).ClickAsync();
        await section.GetByLabel("Provider", new() { Exact = true }).FillAsync("ollama");
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(section).ToContainTextAsync("defaultProvider ollama");
        await Expect(section.Locator("form")).ToHaveCountAsync(0);
        var put = Assert.Single(_system.RouterRequests, static request => request.Method == "PUT");
        Assert.Equal(("/admin/defaults", """{"defaultModel":"local/pocket","defaultProvider":"ollama"}"""), (put.Path, put.Body));
    }

    [Fact]
    public async Task Setting_Refused_SaysWhyBesideTheFormAndKeepsWhatWasTyped()
    {
        _system.Answers["/admin/providers/team"] = Replies.Error(400, "Router:Providers:team:BaseUrl: 'nowhere' is no absolute http or https address.", "invalid_value");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Page);
        var section = tab.Page.Locator("[data-kind=providers]");
        await section.GetByRole(AriaRole.Button, new() { Name = "Change team" }).ClickAsync();

        await section.GetByLabel("Base URL").FillAsync("nowhere");
        await section.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(section.Locator("form [role=alert]")).ToContainTextAsync("is no absolute http or https address");
        await Expect(section.GetByLabel("Base URL")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(section.GetByLabel("Base URL")).ToHaveValueAsync("nowhere");
        var put = Assert.Single(_system.RouterRequests, static request => request.Method == "PUT");
        Assert.Equal("""{"dataClasses":["public"],"baseUrl":"nowhere","dialect":"chat","models":["large","small"]}""", put.Body);
        Assert.Equal("\"7\"", put.Headers["If-Match"]);
    }

    [Fact]
    public async Task Setting_Removed_IsAskedTwice()
    {
        _system.Answers["/admin/aliases/best"] = context =>
        {
            _system.Answers["/admin/aliases"] = Replies.Json("""{"data":[]}""");
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Page);
        var alias = tab.Page.Locator("[data-setting=best]");

        await alias.GetByRole(AriaRole.Button, new() { Name = "Remove best", Exact = true }).ClickAsync();
        Assert.DoesNotContain(_system.RouterRequests, static request => request.Method == "DELETE");
        await alias.GetByRole(AriaRole.Button, new() { Name = "Really remove best" }).ClickAsync();

        await Expect(alias).ToHaveCountAsync(0);
        Assert.Equal("\"5\"", Assert.Single(_system.RouterRequests, static request => request.Method == "DELETE").Headers["If-Match"]);
    }

    [Fact]
    public async Task Administration_OffInTheRouter_SaysSo()
    {
        _system.Answers["/admin"] = Replies.Error(403, "This Router has no administrator's key.", "administration_off");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Page);

        await Expect(tab.Page.Locator("[role=alert]")).ToContainTextAsync("This Router has no administrator's key.");
        await Expect(tab.Page.Locator("[data-endpoint=east]")).ToBeVisibleAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Drain east" })).ToHaveCountAsync(0);
    }
}
