using System.Reflection;
using Microsoft.Playwright;
using Xunit;

namespace Switchyard.Web.Tests.Browser;

/// <summary>One real Chromium for all browser tests; each test has a context, that is a profile, of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // The names test.sh looks for, in its order.
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var chromium = s_names.Select(FindOnPath).FirstOrDefault(path => path is not null)
            ?? throw new InvalidOperationException("The browser tests need Chromium. Install it with: apt-get install -y --no-install-recommends chromium fonts-dejavu-core");

        // The driver is JavaScript in the package; these two variables say where it lies and which Node runs it, so nothing is downloaded.
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", Package());
        Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", Node());
        _playwright = await Playwright.CreateAsync();

        // What does not come fails later; what comes late on a busy machine passes.
        Assertions.SetDefaultExpectTimeout(30_000);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = s_arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a page in a fresh profile.</summary>
    public async Task<BrowserPage> OpenAsync(Uri address, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 860)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        return new BrowserPage(context, await context.NewPageAsync());
    }

    private static string Package() => Metadata("PlaywrightPackage");

    internal static string Metadata(string key)
        => typeof(BrowserFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;

    private static string? FindOnPath(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static string Node() => FindOnPath("node")
        ?? throw new InvalidOperationException("The browser tests need Node.js 20 or later on the PATH. Install it with: apt-get install -y nodejs");
}
