using Switchyard.Agents.Tools.Files;

namespace Switchyard.Agents.Tests.Tools.Files;

public sealed class UserGatesTests
{
    private readonly UserGates _gates = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pass_OfTheSameUser_WaitsAndOfAnotherDoesNot()
    {
        var (first, ended) = (new TaskCompletionSource<int>(), new List<int>());
        var ada = PassAsync("ada", first.Task, ended);
        var adaAgain = PassAsync("ada", Task.FromResult(2), ended);
        await PassAsync("bob", Task.FromResult(3), ended);

        Assert.Equal(1, _gates.Count);
        first.SetResult(1);
        await Task.WhenAll(ada, adaAgain);

        Assert.Equal([3, 1, 2], ended);
        Assert.Equal(0, _gates.Count);
    }

    [Fact]
    public async Task Pass_WorkFailsOrWaiterGivesUp_LeavesTheGateOpen()
    {
        var held = new TaskCompletionSource<int>();
        var failing = _gates.PassAsync("ada", () => held.Task, Token);
        using (var giveUp = new CancellationTokenSource())
        {
            var waiting = _gates.PassAsync("ada", static () => Task.FromResult(0), giveUp.Token);
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        held.SetException(new IOException("full"));
        await Assert.ThrowsAsync<IOException>(() => failing);

        Assert.Equal((7, 0), (await _gates.PassAsync("ada", static () => Task.FromResult(7), Token), _gates.Count));
    }

    private Task<int> PassAsync(string user, Task<int> work, List<int> ended) => _gates.PassAsync(
        user,
        async () =>
        {
            var number = await work;
            ended.Add(number);
            return number;
        },
        Token);
}
