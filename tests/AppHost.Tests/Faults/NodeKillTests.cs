using System.Diagnostics;
using System.Net;
using Switchyard.AppHost.Tests.Processes;
using Switchyard.Hosting.Processes;

namespace Switchyard.AppHost.Tests.Faults;

public sealed class NodeKillTests : IDisposable
{
    private const int AnswersBeforeKill = 6;

    private static readonly TimeSpan s_recovery = TimeSpan.FromSeconds(10);

    private readonly HomeOfATest _home = new();
    private readonly int _offset = PortOffset.Find();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledNode_UnderTraffic_ServesAgainWithinTenSecondsAndNoRequestHangs()
    {
        using var host = await AppHostProcess.StartReadyAsync(_home.Path, _offset, Token);
        await using var traffic = new PacedTraffic(new Uri($"http://localhost:{7170 + _offset}"));
        var node = host.State.Resources.Single(resource => resource.Name == "inference-0").Process!;

        await traffic.SendUntilAsync(answers => answers.Count(answer => answer.IsWhole) >= AnswersBeforeKill, s_recovery, Token);
        var killed = Stopwatch.GetTimestamp();
        Signals.Send(node.Pid, Signals.Kill);
        await traffic.SendUntilAsync(answers => answers.Any(answer => answer.BeganAfterTrouble && answer.IsWhole), s_recovery * 3, Token);
        var recovered = Stopwatch.GetElapsedTime(killed);
        var all = await traffic.FinishAsync();

        Assert.All(all, answer => Assert.True(answer.IsWhole || answer.IsInterrupted || answer is { Status: HttpStatusCode.ServiceUnavailable, HasRetryAfter: true }, $"{answer}"));
        Assert.Contains(all, answer => answer.MetTrouble);
        Assert.InRange(recovered, TimeSpan.Zero, s_recovery);
        Assert.Equal(1, host.State.Resources.Single(resource => resource.Name == "inference-0").Restarts);
        Assert.Equal(0, await host.StopAsync(Token));
    }

    public void Dispose()
    {
        _home.Dispose();
    }
}
