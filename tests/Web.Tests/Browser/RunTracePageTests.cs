using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>One run as it goes on, and when it is over, in a real browser.</summary>
[Collection(SharedBrowser.Name)]
public sealed class RunTracePageTests(BrowserFixture browser, SharedSystem shared)
{
    private const string Done = $"/v1/runs/{AgentSamples.Done}";
    private const string Waiting = $"/v1/runs/{AgentSamples.Waiting}";

    private readonly FakeSystem _system = shared.Begin();

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task EndedRun_ShowsGraphTimelineAndAnswer(ColorScheme scheme, int width)
    {
        Answer(AgentSamples.Done, RunStatuses.Completed, Step(1, RunEventTypes.StepStarted, "think"), Step(2, RunEventTypes.StepDone, "think"), RunEvents.Of(3, RunEventTypes.Completed));
        await using var tab = await browser.OpenAsync(_system.Web.Address, scheme, width);
        await tab.GoAsync($"/runs/{AgentSamples.Done}/trace");

        await Expect(tab.Page.Locator("[data-node='think']")).ToHaveClassAsync("node step done");
        await Expect(tab.Page.Locator("[data-node='act']")).ToHaveClassAsync("node step untouched");
        await Expect(tab.Page.Locator("[data-run-output] strong")).ToHaveTextAsync("sent");
        await Expect(tab.Page.Locator("[data-entry='model']")).ToHaveCountAsync(2);
        await Expect(tab.Page.Locator("[data-entry='model']").First).ToContainTextAsync("900 ms 400 → 30 $0.001");
        await Expect(tab.Page.Locator("[data-entry='tool']")).ToContainTextAsync("send_mail");
        await Expect(tab.Page.Locator("[data-entry='person']")).ToContainTextAsync("Send this mail? → approve");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("812 in, 64 out");
        Assert.False(await tab.ScrollsSidewaysAsync());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task RunThatCalledAgents_LeadsToTheirRunsAndBack()
    {
        Answer(AgentSamples.Done, RunStatuses.Completed, RunEvents.Of(1, RunEventTypes.Completed));
        _system.Answers[Done] = Replies.Json(AgentSamples.RunWithMember(AgentSamples.Done, AgentSamples.Called));
        Answer(AgentSamples.Called, RunStatuses.Completed, RunEvents.Of(1, RunEventTypes.Completed));
        _system.Answers[$"/v1/runs/{AgentSamples.Called}"] = Replies.Json(AgentSamples.CalledRun(AgentSamples.Called, AgentSamples.Done));
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync($"/runs/{AgentSamples.Done}/trace");

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "poster, version 3" }).ClickAsync();

        await Expect(tab.Page.Locator("h2").First).ToHaveTextAsync("Post it.");
        await Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "Fork or replay" })).ToHaveCountAsync(0);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "another run" }).ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "poster, version 3" })).ToBeVisibleAsync();
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task RunWithFiles_LinksThemAndShowsSmallPictures()
    {
        Answer(AgentSamples.Done, RunStatuses.Completed, RunEvents.Of(1, RunEventTypes.Completed));
        _system.Answers[Done] = Replies.Json(AgentSamples.RunWithFiles(AgentSamples.Done));
        _system.Answers[$"{Done}/artifacts/out/dot.png"] = context => WriteAsync(context, "image/png", AgentSamples.Dot);
        _system.Answers[$"{Done}/artifacts/page.html"] = context => WriteAsync(context, "application/octet-stream", "<script>"u8.ToArray());
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync($"/runs/{AgentSamples.Done}/trace");

        await Expect(tab.Page.Locator("[data-file]")).ToHaveTextAsync(["out/dot.png 70 B", "page.html 8 B", "huge.png 9 MB", "lost.csv 2 GB, too large to be kept"]);
        await Expect(tab.Page.Locator("[data-file] img")).ToHaveCountAsync(1);
        await tab.Page.Locator("[data-file] img").ScrollIntoViewIfNeededAsync();
        await Expect(tab.Page.Locator("[data-file] img")).ToHaveJSPropertyAsync("naturalWidth", 1);
        await Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "lost.csv" })).ToHaveCountAsync(0);
        var download = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Page.GetByRole(AriaRole.Link, new() { Name = "page.html" }).ClickAsync());
        Assert.Equal("page.html", download.SuggestedFilename);
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task FileOfARun_IsSavedAndNeverShown()
    {
        _system.Answers[$"{Done}/artifacts/page.html"] = context => WriteAsync(context, "application/octet-stream", "<script>"u8.ToArray());
        using var browserless = new HttpClient { BaseAddress = _system.Web.Address };

        using var file = await browserless.GetAsync($"/runs/{AgentSamples.Done}/artifacts/page.html", TestContext.Current.CancellationToken);
        using var nothing = await browserless.GetAsync($"/runs/{AgentSamples.Done}/artifacts/nothing", TestContext.Current.CancellationToken);

        Assert.Equal(("<script>", "application/octet-stream", "attachment"), (await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), file.Content.Headers.ContentType?.MediaType, file.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal(("nosniff", "default-src 'none'; sandbox"), (file.Headers.GetValues("X-Content-Type-Options").Single(), file.Headers.GetValues("Content-Security-Policy").Single()));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Fact]
    public async Task Step_Chosen_ShowsItsState()
    {
        Answer(AgentSamples.Done, RunStatuses.Completed, RunEvents.Of(1, RunEventTypes.Completed));
        _system.Answers[$"{Done}/state"] = Replies.Json($$"""{"run_id":"{{AgentSamples.Done}}","sequence":5,"state":{"iteration":1} }""");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync($"/runs/{AgentSamples.Done}/trace");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "State after step 1" }).ClickAsync();

        await Expect(tab.Page.Locator("[data-state]")).ToContainTextAsync("\"iteration\": 1");
        Assert.Contains(_system.AgentRequests, static request => request.Path == $"{Done}/state?at=5");
    }

    [Fact]
    public async Task LiveRun_ConnectionLost_GoesOnWhereItWas()
    {
        var goesOn = new TaskCompletionSource();
        Answer(AgentSamples.Waiting, RunStatuses.Running);
        _system.Answers[$"{Waiting}/events"] = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            if (context.Request.Headers["Last-Event-ID"].ToString() == "1")
            {
                await RunEvents.WriteAsync(context, Step(2, RunEventTypes.StepDone, "think"));
                await RunEvents.WriteAsync(context, Step(3, RunEventTypes.StepStarted, "act"));
                await goesOn.Task.WaitAsync(context.RequestAborted);
                return;
            }

            await RunEvents.WriteAsync(context, Step(1, RunEventTypes.StepStarted, "think"));
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync($"/runs/{AgentSamples.Waiting}/trace");

        await Expect(tab.Page.Locator("[data-node='act']")).ToHaveClassAsync("node step active");
        await Expect(tab.Page.Locator("[data-node='think']")).ToHaveClassAsync("node step done");
        await Expect(tab.Page.Locator("[data-standing]")).ToHaveTextAsync("act is at work.");
        goesOn.SetResult();
    }

    [Fact]
    public async Task WaitingRun_AnsweredHere_IsTold()
    {
        Answer(AgentSamples.Waiting, RunStatuses.Waiting, Step(1, RunEventTypes.StepStarted, "act"), Step(2, RunEventTypes.Approval, "act"), RunEvents.Of(3, RunEventTypes.Completed));
        _system.Answers[Waiting] = Replies.Json(AgentSamples.Run(AgentSamples.Waiting, RunStatuses.Waiting, AgentSamples.Approval()));
        _system.Answers[$"{Waiting}/answer"] = context =>
        {
            _system.Answers[Waiting] = Replies.Json(AgentSamples.Run(AgentSamples.Waiting, RunStatuses.Completed));
            return Replies.Json("{}", 202)(context);
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync($"/runs/{AgentSamples.Waiting}/trace");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "refuse" }).ClickAsync();

        await Expect(tab.Page.Locator("[data-waiting]")).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator("[data-run-status='completed']")).ToBeVisibleAsync();
        Assert.Contains("\"answer\":\"refuse\"", Assert.Single(_system.AgentRequests, static request => request.Path == $"{Waiting}/answer").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailedRun_SaysWhatToDo()
    {
        Answer(AgentSamples.Failed, RunStatuses.Failed, RunEvents.Of(1, RunEventTypes.Failed));
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync($"/runs/{AgentSamples.Failed}/trace");

        await Expect(tab.Page.Locator("[data-failure]")).ToHaveTextAsync("The mail server does not answer.");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("fork the run from a step before it");
    }

    [Fact]
    public async Task UnknownRun_SaysSo()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/runs/none/trace");

        await Expect(tab.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("There is no such thing.");
    }

    private static RunEvent Step(long sequence, string type, string node) => RunEvents.Of(sequence, type) with { Node = node, Step = 1 };

    private static Task WriteAsync(HttpContext context, string mediaType, byte[] content)
    {
        context.Response.ContentType = mediaType;
        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private void Answer(string run, string status, params RunEvent[] events)
    {
        _system.Answers[$"/v1/runs/{run}"] = Replies.Json(AgentSamples.Run(run, status));
        _system.Answers[$"/v1/runs/{run}/events"] = RunEvents.Stream(events);
        _system.Answers[$"/v1/runs/{run}/history"] = Replies.Json(AgentSamples.History("local/pocket"));
    }
}
