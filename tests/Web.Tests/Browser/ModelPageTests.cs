using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>Models that are pulled and removed, in a real browser.</summary>
[Collection(SharedBrowser.Name)]
public sealed class ModelPageTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Page = "/models";
    private const string PullPath = "/v1/models/pull";
    private const string Begin = """{"id":"pull-1","model":"ollama/qwen3:4b"}""";
    private const string Half = """{"id":"pull-1","model":"ollama/qwen3:4b","status":"pulling 6a0746","completed":1500000000,"total":3000000000,"percent":50}""";
    private const string Pulled = """{"object":"list","data":[{"id":"ollama/qwen3:4b","object":"model","created":1700000000,"owned_by":"ollama"}]}""";

    private const string Providers = """
        {"data":[{"id":"ollama","name":"Ollama","status":"ready","auth":"none","endpoints":["http://127.0.0.1:11434"],"can_pull":true,"models":[]},
        {"id":"local","name":"Local nodes","status":"ready","auth":"none","endpoints":["http://127.0.0.1:7370"],"models":["local/pocket"]}]}
        """;

    private static readonly Dictionary<string, string> s_withKey = new() { ["Switchyard:RouterAdminKey"] = "an-administrators-key" };

    private FakeSystem _system = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _system = await StartAsync(s_withKey);

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task Model_Pulled_ShowsItsProgressAndIsListed()
    {
        var more = new TaskCompletionSource();
        _system.Answers[PullPath] = async context =>
        {
            await SendAsync(context, "pull", Begin);
            await SendAsync(context, "progress", Half);
            await more.Task.WaitAsync(context.RequestAborted);
            _system.Answers["/v1/models"] = Replies.Json(Pulled);
            await SendAsync(context, "done", Begin);
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Page);

        await tab.Page.GetByLabel("Model", new() { Exact = true }).FillAsync("qwen3:4b");
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(tab.Page.GetByRole(AriaRole.Progressbar, new() { Name = "ollama/qwen3:4b is pulled" })).ToHaveAttributeAsync("value", "50.0");
        await Expect(tab.Page.Locator("[data-pull-bytes]")).ToHaveTextAsync("50.0 %, 1.5 GB of 3 GB");
        await Expect(tab.Page.Locator("[data-pull-status]")).ToHaveTextAsync("pulling 6a0746");
        more.SetResult();
        await Expect(tab.Page.Locator("[data-model='ollama/qwen3:4b']")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("ollama/qwen3:4b is there.");
        await Expect(tab.Page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        var asked = Assert.Single(_system.RouterRequests, static request => request.Path == PullPath);
        Assert.Equal(("Bearer an-administrators-key", """{"provider":"ollama","model":"qwen3:4b"}"""), (asked.Headers["Authorization"], asked.Body));
        Assert.False(await tab.ScrollsSidewaysAsync());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Pull_CancelledByTheKeyboard_EndsAtTheRouter()
    {
        var left = new TaskCompletionSource();
        _system.Answers[PullPath] = async context =>
        {
            context.RequestAborted.Register(() => left.TrySetResult());
            await SendAsync(context, "pull", Begin);
            await SendAsync(context, "progress", Half);
            await left.Task;
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Page);
        await tab.Page.GetByLabel("Model", new() { Exact = true }).FillAsync("qwen3:4b");
        await tab.Page.Keyboard.PressAsync("Enter");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The pull was cancelled; the next one goes on from there.");
        await left.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task Pull_ThatFails_SaysWhyAndKeepsWhatWasTyped()
    {
        _system.Answers[PullPath] = async context =>
        {
            await SendAsync(context, "pull", Begin);
            await SendAsync(context, "error", """{"error":{"message":"There is no such model.","type":"upstream_error","code":"model_change_failed","param":null}}""");
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Page);

        await tab.Page.GetByLabel("Model", new() { Exact = true }).FillAsync("qwen3:4b");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Pull" }).ClickAsync();

        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("There is no such model.");
        await Expect(tab.Page.GetByLabel("Model", new() { Exact = true })).ToHaveValueAsync("qwen3:4b");
    }

    [Fact]
    public async Task Model_Removed_AfterASecondLook()
    {
        _system.Answers["/v1/models"] = Replies.Json(Pulled);
        _system.Answers["/v1/models/ollama%2Fqwen3:4b"] = context =>
        {
            _system.Answers["/v1/models"] = Replies.Json(Samples.Models);
            return Replies.Json("""{"id":"ollama/qwen3:4b","object":"model","deleted":true}""")(context);
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync(Page);
        var card = tab.Page.Locator("[data-model='ollama/qwen3:4b']");

        await card.GetByRole(AriaRole.Button, new() { Name = "Remove ollama/qwen3:4b" }).ClickAsync();
        Assert.DoesNotContain(_system.RouterRequests, static request => request.Method == "DELETE");
        await card.GetByRole(AriaRole.Button, new() { Name = "Really remove ollama/qwen3:4b" }).ClickAsync();

        await Expect(card).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator("[data-model='local/pocket']").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        Assert.Single(_system.RouterRequests, static request => request.Method == "DELETE");
    }

    [Fact]
    public async Task Page_WithoutAKey_OffersNoChange()
    {
        await using var system = await StartAsync([]);
        system.Answers["/v1/models"] = Replies.Json(Pulled);
        await using var tab = await browser.OpenAsync(system.Web.Address);
        await tab.GoAsync(Page);

        await Expect(tab.Page.Locator("[data-model='ollama/qwen3:4b']")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("main").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }

    private static async Task<FakeSystem> StartAsync(Dictionary<string, string> settings)
    {
        var system = await FakeSystem.StartAsync(settings, Token);
        system.Answers["/providers"] = Replies.Json(Providers);
        return system;
    }

    private static async Task SendAsync(HttpContext context, string type, string data)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "text/event-stream";
        }

        await context.Response.WriteAsync($"event: {type}\ndata: {data}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
