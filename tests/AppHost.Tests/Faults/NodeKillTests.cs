using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Switchyard.AppHost.Tests.Processes;
using Switchyard.Hosting.Processes;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.AppHost.Tests.Faults;

public sealed class NodeKillTests : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_recovery = TimeSpan.FromSeconds(10);

    private readonly HomeOfATest _home = new();
    private readonly int _offset = PortOffset.Find();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledNode_ServesAgainWithinTenSecondsAndNoRequestHangs()
    {
        using var host = await AppHostProcess.StartReadyAsync(_home.Path, _offset, Token);
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{7170 + _offset}"), Timeout = TimeSpan.FromSeconds(30) };
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client)).Status);

        var node = host.State.Resources.Single(resource => resource.Name == "inference-0").Process!;
        Signals.Send(node.Pid, Signals.Kill);
        await Eventually.BecomesTrueAsync(() => !ProcessTable.IsAlive(node), Token);
        var (answers, recovered) = await AskUntilServedAsync(client);

        Assert.All(answers, answer => Assert.True(answer is { Status: HttpStatusCode.OK } or { Status: HttpStatusCode.ServiceUnavailable, HasRetryAfter: true }, $"{answer}"));
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.ServiceUnavailable);
        Assert.InRange(recovered, TimeSpan.Zero, s_recovery);
        Assert.Equal(1, host.State.Resources.Single(resource => resource.Name == "inference-0").Restarts);
        Assert.Equal(0, await host.StopAsync(Token));
    }

    public void Dispose()
    {
        _home.Dispose();
    }

    // Only an answer that began after a refusal counts as served again: before it, the kill may not have been noticed.
    // Requests go out on the clock, not one after the other's answer, as those of several callers do.
    private static async Task<(List<Answer> Answers, TimeSpan Recovered)> AskUntilServedAsync(HttpClient client)
    {
        var start = Stopwatch.GetTimestamp();
        var requests = new List<Task<Answer>>();
        var recovered = new TaskCompletionSource<TimeSpan>();
        var refused = false;
        using var timer = new PeriodicTimer(s_interval);
        while (!recovered.Task.IsCompleted && Stopwatch.GetElapsedTime(start) < s_recovery * 3)
        {
            requests.Add(AskAndNoteAsync());
            await timer.WaitForNextTickAsync(Token);
        }

        var answers = await Task.WhenAll(requests);
        return ([.. answers], recovered.Task.IsCompleted ? await recovered.Task : TimeSpan.MaxValue);

        async Task<Answer> AskAndNoteAsync()
        {
            var beganAfterRefusal = Volatile.Read(ref refused);
            var answer = await AskAsync(client);
            if (answer.Status == HttpStatusCode.ServiceUnavailable)
            {
                Volatile.Write(ref refused, true);
            }
            else if (beganAfterRefusal && answer.Status == HttpStatusCode.OK)
            {
                recovered.TrySetResult(Stopwatch.GetElapsedTime(start));
            }

            return answer;
        }
    }

    private static async Task<Answer> AskAsync(HttpClient client)
    {
        using var response = await client.PostAsJsonAsync("/v1/chat/completions", new { messages = new[] { new { role = "user", content = "Hello" } }, max_tokens = 1 }, Token);
        return new Answer(response.StatusCode, response.Headers.RetryAfter is not null);
    }

    private readonly record struct Answer(HttpStatusCode Status, bool HasRetryAfter);
}
