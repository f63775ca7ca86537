using Microsoft.Playwright;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The list of requests and the story of one, in a real browser.</summary>
[Collection(SharedBrowser.Name)]
public sealed class RequestPageTests(BrowserFixture browser, SharedSystem shared)
{
    private const string List = "/v1/requests";
    private const string Path = "/requests/0HNF2:00000003";
    private const string Question = "/v1/requests/0HNF2:00000003";

    private readonly FakeSystem _system = Prepare(shared.Begin());

    [Fact]
    public async Task List_Requests_SayHowEachWasServed()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/requests");

        await Expect(tab.Page.Locator("[data-request]")).ToHaveCountAsync(4);
        var cells = await tab.Page.Locator("[data-request='0HNF2:00000003'] td").AllInnerTextsAsync();
        Assert.Equal(["chat", "best", "completed", "local", "2", "800 ms", "1,200", "64"], cells.Skip(1).Select(static cell => cell.Trim()));
        await Expect(tab.Page.Locator("[data-request='0HNF2:00000004'] [data-outcome]")).ToHaveTextAsync("under way");
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task List_Filters_LeaveThoseMeant()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/requests");
        await Expect(tab.Page.Locator("[data-request]")).ToHaveCountAsync(4);

        await tab.Page.GetByLabel("Outcome").SelectOptionAsync("completed");
        await Expect(tab.Page.Locator("[data-request]")).ToHaveCountAsync(2);
        await tab.Page.GetByLabel("Model").FillAsync("gpt");
        await Expect(tab.Page.Locator("[data-request]")).ToHaveCountAsync(1);
        await tab.Page.GetByLabel("Model").FillAsync("nothing like it");

        await Expect(tab.Page.Locator("main")).ToContainTextAsync("No such request");
    }

    [Fact]
    public async Task List_NewRequest_AppearsByItself()
    {
        _system.Answers[List] = Replies.Json("""{"data":[]}""");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/requests");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("No request yet");

        _system.Answers[List] = Replies.Json(RequestSamples.All);

        await Expect(tab.Page.Locator("[data-request]")).ToHaveCountAsync(4);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 400)]
    public async Task Detail_Attempts_ShowWhyWhenAndWhat(ColorScheme scheme, int width)
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address, scheme, width);
        await tab.GoAsync("/requests");
        await tab.Page.Locator("[data-request='0HNF2:00000003'] a").ClickAsync();

        var attempts = tab.Page.Locator("[data-attempt]");
        await Expect(attempts).ToHaveCountAsync(3);
        await Expect(attempts.Nth(0)).ToContainTextAsync("its circuit is open");
        await Expect(attempts.Nth(0).Locator("[data-outcome]")).ToHaveTextAsync("not asked");
        await Expect(attempts.Nth(1).Locator("[data-outcome]")).ToHaveTextAsync("failed");
        await Expect(attempts.Nth(2).Locator("rect.first")).ToHaveAttributeAsync("x", "375");
        await Expect(attempts.Nth(2).Locator("svg")).ToHaveAttributeAsync("aria-label", "Began after 200 ms, first byte 100 ms later, took 600 ms.");
        Assert.False(await tab.ScrollsSidewaysAsync());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Detail_AttemptByKeyboard_OpensItsFacts()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Path);
        var attempt = tab.Page.Locator("[data-attempt='2']");
        await attempt.Locator("summary").FocusAsync();

        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(attempt.GetByText("team answered 503.")).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("Tab");
        await Expect(tab.Page.Locator("[data-attempt='3'] summary")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Detail_KeptContent_IsShown()
    {
        _system.Answers[Question] = Replies.Json(RequestSamples.WithContent);
        await using var tab = await browser.OpenAsync(_system.Web.Address, ColorScheme.Light, 400);
        await tab.GoAsync(Path);

        var said = tab.Page.Locator("[aria-labelledby=content-title]");
        await Expect(said.Locator("[data-part]")).ToHaveCountAsync(4);
        await Expect(said).ToContainTextAsync("[redacted: e-mail address]");
        Assert.False(await tab.ScrollsSidewaysAsync());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Detail_UnknownRequest_SaysSo()
    {
        _system.Answers[Question] = Replies.Error(404, "This router remembers no request of that id.", "not_found");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Path);

        await Expect(tab.Page.Locator("[role=alert]")).ToContainTextAsync("This router remembers no request of that id.");
    }

    [Fact]
    public async Task Detail_RequestEnds_StopsChanging()
    {
        _system.Answers[Question] = Replies.Json(RequestSamples.UnderWay.Replace("00000004", "00000003", StringComparison.Ordinal));
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Path);
        await Expect(tab.Page.Locator("[data-attempt='1'] [data-outcome]")).ToHaveTextAsync("under way");

        _system.Answers[Question] = Replies.Json(RequestSamples.FailedOver);

        await Expect(tab.Page.Locator("[aria-label=Facts]")).ToContainTextAsync("local with local/pocket");
    }

    private static FakeSystem Prepare(FakeSystem system)
    {
        system.Answers[List] = Replies.Json(RequestSamples.All);
        system.Answers[Question] = Replies.Json(RequestSamples.FailedOver);
        return system;
    }
}
