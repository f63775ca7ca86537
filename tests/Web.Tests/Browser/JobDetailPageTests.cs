using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The story of one job, in a real browser.</summary>
[Collection(SharedBrowser.Name)]
public sealed class JobDetailPageTests(BrowserFixture browser, SharedSystem shared)
{
    private readonly FakeSystem _system = Prepare(shared.Begin());

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Failed_Job_SaysWhatHappenedAndWhy(ColorScheme scheme, int width)
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address, scheme, width);
        await tab.GoAsync($"/jobs/{JobSamples.Failed}");

        await Expect(tab.Page.Locator("[data-failure]")).ToHaveTextAsync("model_not_found There is no model 'nobody'.");
        await Expect(tab.Page.Locator("[data-stage]")).ToHaveCountAsync(3);
        await Expect(tab.Page.Locator("[data-stage-outcome]")).ToHaveTextAsync(["failed, to be tried again", "failed"]);
        await Expect(tab.Page.Locator("[data-stage]").Nth(1)).ToContainTextAsync("Its worker did not renew its lease.");
        await Expect(tab.Page.Locator("[data-message=user]")).ToContainTextAsync("What is the <b>capital</b> of France?");
        await Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToHaveCountAsync(0);
        await tab.Page.GetByText("All of it, as it was sent").ClickAsync();
        await Expect(tab.Page.Locator("[data-document=request] pre")).ToContainTextAsync("\"role\": \"system\"");
        Assert.False(await tab.ScrollsSidewaysAsync());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Completed_Job_ShowsItsAnswerAsText()
    {
        _system.Answers[$"/v1/queue/result/{JobSamples.Completed}"] = Replies.Json(JobSamples.Answer);
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync($"/jobs/{JobSamples.Completed}");

        await Expect(tab.Page.Locator("[data-document=answer] [data-message=assistant] .said")).ToHaveTextAsync("The capital is Paris.");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("3.0 s after it was submitted");
    }

    [Fact]
    public async Task Running_JobWhoseStreamBreaks_GoesOnWhereItWas()
    {
        var more = new TaskCompletionSource();
        _system.Answers[$"/v1/queue/stream/{JobSamples.Running}"] = context => context.Request.Headers["Last-Event-ID"] == "0" ? BeginAsync(context) : GoOnAsync(context, more.Task);
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync($"/jobs/{JobSamples.Running}");

        await Expect(tab.Page.Locator("[data-live]")).ToHaveTextAsync("The capital is Paris");
        Assert.Equal(["0", "3"], Streams().Select(static request => request.Headers["Last-Event-ID"]));
        _system.Answers[$"/v1/queue/status/{JobSamples.Running}"] = Replies.Json(JobSamples.CompletedJob.Replace(JobSamples.Completed, JobSamples.Running, StringComparison.Ordinal));
        _system.Answers[$"/v1/queue/result/{JobSamples.Running}"] = Replies.Json(JobSamples.Answer);
        more.SetResult();

        await Expect(tab.Page.Locator("[data-document=answer] .said")).ToHaveTextAsync("The capital is Paris.");
        await Expect(tab.Page.Locator("[data-live]")).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator("[data-stage-outcome]")).ToHaveTextAsync("completed");
        Assert.Equal(2, Streams().Count());
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Running_Job_IsCancelledByTheKeyboard()
    {
        _system.Answers[$"/v1/queue/cancel/{JobSamples.Running}"] = context =>
        {
            var cancelled = Replies.Json(JobSamples.RunningJob.Replace("\"running\"", "\"cancelled\"", StringComparison.Ordinal));
            _system.Answers[$"/v1/queue/status/{JobSamples.Running}"] = cancelled;
            return cancelled(context);
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync($"/jobs/{JobSamples.Running}");
        await Expect(tab.Page.Locator("h1")).ToBeFocusedAsync();

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(tab.Page.Locator("[aria-label=Facts] [data-job-status]")).ToHaveTextAsync("cancelled");
        Assert.Single(_system.RouterRequests, static request => (request.Method, request.Path) == ("DELETE", $"/v1/queue/cancel/{JobSamples.Running}"));
    }

    [Fact]
    public async Task Failed_Job_ReplayedIsFollowedOn()
    {
        _system.Answers[$"/v1/queue/replay/{JobSamples.Failed}"] = context =>
        {
            var waiting = Replies.Json(JobSamples.FailedJob.Replace("\"failed\"", "\"pending\"", StringComparison.Ordinal), 202);
            _system.Answers[$"/v1/queue/status/{JobSamples.Failed}"] = waiting;
            _system.Answers[$"/v1/queue/stream/{JobSamples.Failed}"] = async stream =>
            {
                JobSamples.BeginStream(stream);
                await JobSamples.SendAsync(stream, 6, "pending", 2);
                await Task.Delay(Timeout.Infinite, stream.RequestAborted);
            };
            return waiting(context);
        };
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync($"/jobs/{JobSamples.Failed}");
        await Expect(tab.Page.Locator("[data-stage]")).ToHaveCountAsync(3);

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();

        await Expect(tab.Page.Locator("[data-stage]")).ToHaveCountAsync(4);
        await Expect(tab.Page.Locator("[data-stage=replayed]")).ToBeVisibleAsync();
        Assert.Equal(["0", "5"], Streams().Select(static request => request.Headers["Last-Event-ID"]));
    }

    [Fact]
    public async Task Waiting_JobNobodyTakes_SaysWhatIsMissing()
    {
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync($"/jobs/{JobSamples.Waiting}");

        await Expect(tab.Page.Locator("[data-waiting-for]")).ToHaveTextAsync("It waits for a worker of the queue 'nightly'; none is running.");
    }

    [Fact]
    public async Task Unknown_Job_SaysSo()
    {
        _system.Answers["/v1/queue/status/nothing"] = Replies.Error(404, "There is no such job.", "not_found");
        await using var tab = await browser.OpenAsync(_system.Web.Address);
        await tab.GoAsync("/jobs/nothing");

        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no such job.");
    }

    private static async Task BeginAsync(HttpContext context)
    {
        JobSamples.BeginStream(context);
        await JobSamples.SendAsync(context, 1, "pending");
        await JobSamples.SendAsync(context, 2, "running", 1, """{"worker":"worker-2"}""");
        await JobSamples.SendAsync(context, 3, "content", 1, JobSamples.Says("The capital"));
    }

    private static async Task GoOnAsync(HttpContext context, Task more)
    {
        JobSamples.BeginStream(context);
        await JobSamples.SendAsync(context, 4, "content", 1, JobSamples.Says(" is Paris"));
        await more.WaitAsync(context.RequestAborted);
        await JobSamples.SendAsync(context, 5, "completed", 1);
    }

    private IEnumerable<RecordedRequest> Streams() => _system.RouterRequests.Where(static request => request.Path.StartsWith("/v1/queue/stream/", StringComparison.Ordinal));

    private static FakeSystem Prepare(FakeSystem system)
    {
        foreach (var (id, job) in new[] { (JobSamples.Failed, JobSamples.FailedJob), (JobSamples.Completed, JobSamples.CompletedJob), (JobSamples.Running, JobSamples.RunningJob), (JobSamples.Waiting, JobSamples.WaitingJob) })
        {
            system.Answers[$"/v1/queue/status/{id}"] = Replies.Json(job);
            system.Answers[$"/v1/queue/request/{id}"] = Replies.Json(JobSamples.Request);
            system.Answers[$"/v1/queue/stream/{id}"] = JobSamples.EndlessStream();
        }

        system.Answers[$"/v1/queue/stream/{JobSamples.Failed}"] = JobSamples.FailedStream();
        return system;
    }
}
