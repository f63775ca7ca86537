using Microsoft.Playwright;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using System.Text.Json;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>Forks, comparisons and replays of runs, in a real browser.</summary>
[Collection(SharedBrowser.Name)]
public sealed class RunForkPageTests : IAsyncDisposable
{
    private const string Done = $"/v1/runs/{AgentSamples.Done}";
    private const string Fork = $"/v1/runs/{AgentSamples.Fork}";

    private readonly BrowserFixture _browser;
    private readonly FakeSystem _system;
    private BrowserPage? _tab;

    public RunForkPageTests(BrowserFixture browser, SharedSystem shared)
    {
        (_browser, _system) = (browser, shared.Begin());
        _system.Answers[Done] = Replies.Json(AgentSamples.Run(AgentSamples.Done, RunStatuses.Completed));
        _system.Answers[$"{Done}/history"] = Replies.Json(AgentSamples.History("local/pocket"));
        _system.Answers[Fork] = Replies.Json(AgentSamples.Run(AgentSamples.Fork, RunStatuses.Completed));
        _system.Answers[$"{Fork}/history"] = Replies.Json(AgentSamples.History("openai/gpt-4o"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_tab is not null)
        {
            await _tab.DisposeAsync();
        }
    }

    [Fact]
    public async Task Fork_FromAStep_LeadsToTheComparison()
    {
        _system.Answers[$"{Done}/fork"] = Replies.Json(JsonSerializer.Serialize(AgentSamples.Summary(AgentSamples.Fork, RunStatuses.Running), AgentsJsonContext.Default.RunSummary), 201);
        var page = await OpenAsync($"/runs/{AgentSamples.Done}/fork?at=5");

        await Expect(page.GetByLabel("From")).ToHaveValueAsync("5");
        await Expect(page.GetByLabel("System prompt")).ToHaveAttributeAsync("maxlength", "64000");
        await page.GetByLabel("Model", new() { Exact = true }).FillAsync("openai/gpt-4o");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fork and go on" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/runs/{AgentSamples.Done}/compare/{AgentSamples.Fork}$"));
        Assert.Equal("""{"at":5,"model":"openai/gpt-4o"}""", Assert.Single(_system.AgentRequests, static request => request.Method == "POST").Body);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Compare_TwoRuns_MarksWhereTheyPart(int width)
    {
        var page = await OpenAsync($"/runs/{AgentSamples.Done}/compare/{AgentSamples.Fork}", width);

        var different = page.Locator("[data-step='different']");
        await Expect(different).ToHaveCountAsync(1);
        await Expect(different).ToContainTextAsync("local/pocket: 412 tokens in, 34 out");
        await Expect(different).ToContainTextAsync("openai/gpt-4o: 412 tokens in, 34 out");
        await Expect(page.Locator("[data-second]")).ToContainTextAsync(AgentSamples.Fork);
        await Expect(page.Locator("[data-figures]")).ToContainTextAsync("its fork");
        Assert.False(await _tab!.ScrollsSidewaysAsync());
        _tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Replay_AnotherModel_SaysWhatIsDifferent()
    {
        _system.Answers[$"{Done}/replay"] = Replies.Json(JsonSerializer.Serialize(
            new RunReplay
            {
                RunId = AgentSamples.Done,
                IsComplete = false,
                RecordedStatus = RunStatuses.Completed,
                RecordedOutput = "Sent.",
                Reused = 2,
                Differences = [new RunReplayDifference { Node = "think", Step = 3, Ordinal = 1, Recorded = "local/pocket", Made = "openai/gpt-4o", WasCalled = false }],
            },
            AgentsJsonContext.Default.RunReplay));
        var page = await OpenAsync($"/runs/{AgentSamples.Done}/fork");

        await page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();

        await Expect(page.Locator("[data-replay='different']")).ToContainTextAsync("2 calls were answered from the record; it left the recorded way");
        await Expect(page.Locator("[data-replay] tbody")).ToContainTextAsync("openai/gpt-4o");
    }

    private async Task<IPage> OpenAsync(string path, int width = 1280)
    {
        _tab = await _browser.OpenAsync(_system.Web.Address, width: width);
        await _tab.GoAsync(path);
        return _tab.Page;
    }
}
