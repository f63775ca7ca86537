using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests.Jobs;

public sealed class FollowCommandTests : CliTest
{
    private const string Stream = $"GET /v1/queue/stream/{JobRouter.Id}";
    private const string Failure = """{"code":"rate_limited","message":"Too many."}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Follow_Completed_PrintsItsWords()
    {
        await using var router = await StartAsync(JobRouter.Events(("pending", 0, "{}"), ("running", 1, "{}"), ("content", 1, JobRouter.Says("The capital")), ("content", 1, JobRouter.Says(" is Paris.")), ("completed", 1, "{}")));

        var result = await FollowAsync();

        Assert.Equal((0, "The capital is Paris.\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Follow_TriedAgain_BeginsAnewAndSaysWhy()
    {
        await using var router = await StartAsync(JobRouter.Events(
            ("running", 1, "{}"), ("content", 1, JobRouter.Says("The")), ("retrying", 1, Failure), ("running", 2, "{}"), ("content", 2, JobRouter.Says("Paris.")), ("returned", 2, "{}"), ("running", 3, "{}"), ("progress", 3, """{"done":0.5,"note":"half"}"""), ("content", 3, JobRouter.Says("Rome.")), ("completed", 3, "{}")));

        var result = await FollowAsync();

        Assert.Equal((0, "The\nParis.\nRome.\n"), (result.ExitCode, result.Output));
        Assert.Equal(
            "(attempt 1 failed: rate_limited: Too many. It will be tried again.)\n(attempt 2 begins anew)\n(attempt 2 was given back unfinished.)\n(attempt 3 begins anew)\n(50 % half)\n",
            result.Error.Replace("50%", "50 %", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("failed", Failure, 1, "The job failed (rate_limited): Too many. ./switchyard jobs replay")]
    [InlineData("timeout", Failure, 4, "The job took too long (rate_limited): Too many.")]
    [InlineData("cancelled", "{}", 5, "The job was cancelled.")]
    public async Task Follow_NoAnswer_IsSaidByTheExitCode(string type, string data, int exitCode, string error)
    {
        await using var router = await StartAsync(JobRouter.Events(("running", 1, "{}"), (type, 1, data)));

        var result = await FollowAsync();

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(error, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_UnknownJob_SaysWhatTheRouterSays()
    {
        await using var router = await StartAsync(Replies.Error(404, "There is no such job.", "not_found"));

        var result = await FollowAsync();

        Assert.Equal((1, "There is no such job.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Follow_Interrupted_LeavesTheJobAlone()
    {
        await using var router = await StartAsync(JobRouter.EndlessEvents(("running", 1, "{}"), ("content", 1, JobRouter.Says("Hello"))));
        var follow = Cli.Start("dotnet", Cli.Program, "jobs", "follow", JobRouter.Id);
        var buffer = new char[5];
        await follow.StandardOutput.ReadBlockAsync(buffer, Token);

        using var kill = Process.Start("kill", ["-INT", $"{follow.Id}"]);
        await kill.WaitForExitAsync(Token);
        await follow.WaitForExitAsync(Token);

        Assert.Equal((130, "Hello"), (follow.ExitCode, new string(buffer)));
        Assert.StartsWith("No longer followed; the job goes on.", await follow.StandardError.ReadToEndAsync(Token), StringComparison.Ordinal);
        Assert.Equal(["GET"], router.Requests.Select(static request => request.Method));
    }

    private Task<CliResult> FollowAsync() => Cli.RunAsync("jobs", "follow", JobRouter.Id);

    private async Task<FakeUpstream> StartAsync(RequestDelegate stream)
    {
        var router = await JobRouter.StartAsync((Stream, stream));
        WriteState(RecordThisTest(), Resource("router", url: router.Address));
        return router;
    }
}
