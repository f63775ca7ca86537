using Microsoft.Playwright;

namespace Switchyard.Web.Tests.Browser;

/// <summary>Writes the pictures of the documentation to <c>docs/images/</c> when SWITCHYARD_SCREENSHOTS is set.</summary>
internal static class Screenshots
{
    public static bool Wanted => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SWITCHYARD_SCREENSHOTS"));

    public static async Task TakeAsync(BrowserPage tab, string name, ColorScheme scheme)
    {
        if (!Wanted)
        {
            return;
        }

        var folder = Path.Combine(BrowserFixture.Metadata("RepositoryRoot"), "docs", "images");
        Directory.CreateDirectory(folder);
        await tab.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(folder, $"{name}-{scheme.ToString().ToLowerInvariant()}.png"),
            FullPage = true,
            Animations = ScreenshotAnimations.Disabled,
        });
    }
}
