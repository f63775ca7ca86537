using Microsoft.Playwright;
using Xunit;

namespace Switchyard.Web.Tests.Browser;

/// <summary>A page with what every test needs: it knows when the circuit is up and remembers what the browser complained about.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public BrowserPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Gets the errors and warnings of the console, refused scripts and styles among them.</summary>
    public List<string> Complaints { get; } = [];

    public ILocator Question => Page.Locator("#question");

    public ILocator Answer => Page.Locator("[data-turn]").Last.Locator("[data-answer]");

    public ILocator LastTurn => Page.Locator("[data-turn]").Last;

    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("main[data-interactive=true]").WaitForAsync();
    }

    /// <summary>Opens the playground with <paramref name="target"/> chosen.</summary>
    public async Task GoToPlaygroundAsync(string target)
    {
        await GoAsync("/playground");
        await Page.Locator($"#target option[value='{target}']").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await Page.Locator("#target").SelectOptionAsync(target);
        await Page.Locator("[data-send]").WaitForAsync();
    }

    public async Task AskAsync(string question)
    {
        await Question.FillAsync(question);
        await Page.Locator("[data-send]:enabled").ClickAsync();
    }

    public Task WaitForStatusAsync(string status)
        => Page.Locator($"[data-turn][data-status='{status}']").Last.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });

    /// <summary>Waits until no answer is under way, however the last one ended.</summary>
    public async Task WaitForEndAsync()
    {
        // The question comes first: before it is shown, there is no open answer either.
        await Assertions.Expect(Question).ToHaveValueAsync(string.Empty);
        await LastTurn.WaitForAsync();
        await Assertions.Expect(Page.Locator("[data-turn][data-status=waiting], [data-turn][data-status=streaming]"))
            .ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });
    }

    public Task<bool> ScrollsSidewaysAsync()
        => Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    public void AssertNoComplaints() => Assert.Empty(Complaints);

    public async ValueTask DisposeAsync()
    {
        // Leaving the page ends its circuit; closed at once, it would go on asking for a while, also while the next test looks at what was asked.
        await Page.GotoAsync("about:blank");
        await _context.DisposeAsync();
    }
}
