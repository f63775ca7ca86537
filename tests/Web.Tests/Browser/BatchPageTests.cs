using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The list of batches and what is done from it, in a real browser.</summary>
[Collection(SharedBrowser.Name)]
public sealed class BatchPageTests(BrowserFixture browser, SharedSystem shared)
{
    private const string List = "/v1/batches";
    private const string Cancel = $"/v1/batches/{BatchSamples.Running}/cancel";
    private const string Content = $"/v1/files/{BatchSamples.Answers}/content";

    private readonly FakeSystem _system = Prepare(shared.Begin());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task List_Batches_SayHowFarEachIs(ColorScheme scheme, int width)
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address, scheme, width);
        await tab.GoAsync("/batches");

        await Expect(tab.Page.Locator("[data-batch]")).ToHaveCountAsync(3);
        var running = tab.Page.Locator($"[data-batch='{BatchSamples.Running}']");
        await Expect(running).ToContainTextAsync("being answered");
        await Expect(running).ToContainTextAsync("1,205 of 2,000, 5 failed");
        await Expect(running).ToContainTextAsync("at the latest");
        await Expect(running.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("value", "1205");
        await Expect(tab.Page.Locator($"[data-batch='{BatchSamples.Wrong}'] .status")).ToContainTextAsync("Line 2: This is not <b>JSON</b>. And 1 more.");
        await Expect(tab.Page.Locator($"[data-batch='{BatchSamples.Done}']")).ToContainTextAsync("3 of 3");
        await Expect(tab.Page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(1);
        Assert.False(await tab.ScrollsSidewaysAsync());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Batch_Cancelled_OnlyAfterASecondLook()
    {
        _system.Answers[Cancel] = Replies.Error(409, "The batch has ended.", "conflict");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/jobs");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Batches" }).ClickAsync();

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = $"Cancel {BatchSamples.Running}", Exact = true }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Leave it" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = $"Cancel {BatchSamples.Running}", Exact = true }).ClickAsync();
        Assert.DoesNotContain(_system.RouterRequests, static request => request.Method == "POST");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = $"Really cancel {BatchSamples.Running}" }).ClickAsync();

        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The batch has ended.");
        Assert.Single(_system.RouterRequests, static request => (request.Method, request.Path) == ("POST", Cancel));
    }

    [Fact]
    public async Task Answers_Downloaded_AreTheFile()
    {
        _system.Answers[Content] = context => context.Response.WriteAsync("{\"custom_id\":\"1\"}\n", context.RequestAborted);
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/batches");

        var download = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Page.GetByRole(AriaRole.Link, new() { Name = "answers" }).ClickAsync());

        Assert.Equal($"{BatchSamples.Answers}.jsonl", download.SuggestedFilename);
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        Assert.Equal("{\"custom_id\":\"1\"}\n", await reader.ReadToEndAsync(Token));
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task File_Gone_IsSaidAsTheRouterSaysIt()
    {
        _system.Answers[Content] = Replies.Error(404, "There is no file of this name.", "not_found");
        using var browserless = new HttpClient { BaseAddress = _system.Web.Address };

        using var response = await browserless.GetAsync($"/batches/files/{BatchSamples.Answers}", Token);

        Assert.Equal((404, "There is no file of this name."), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token)));
    }

    [Fact]
    public async Task List_None_SaysHowToSubmitOneAndComesToLife()
    {
        _system.Answers[List] = Replies.Json(BatchSamples.None);
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/batches");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("./switchyard batches submit requests.jsonl --wait");

        _system.Answers[List] = Replies.Json(BatchSamples.All);

        await Expect(tab.Page.Locator("[data-batch]")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task List_Refused_SaysWhy()
    {
        _system.Answers[List] = Replies.Error(400, "The header X-Tenant must name the tenant, once.", "invalid_value");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/batches");

        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The header X-Tenant must name the tenant, once.");
    }

    private static FakeSystem Prepare(FakeSystem system)
    {
        system.Answers[List] = Replies.Json(BatchSamples.All);
        return system;
    }
}
