using System.Net;
using System.Net.Http.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Tests.People;

/// <summary>Calls that must not be made twice, and whose host is killed while they are under way.</summary>
public sealed class UncertainTests(StoresFixture stores)
{
    private const string Unknown = "Did call_webhook happen?";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UnsafeCall_OfAKilledHost_IsWhatAPersonSays()
    {
        await using var interrupted = await InterruptedCalls.StartAsync(stores, [("assistant", "tools: [call_webhook]")], InterruptedCalls.Webhook);
        var told = new List<RunEvent>();
        var statuses = new List<string>();
        foreach (var user in InterruptedCalls.Users)
        {
            var request = await interrupted.WaitAsync(user);
            Assert.Equal((WaitingKinds.Uncertain, Unknown, "call_webhook", "{}"), (request.Kind, request.Text, request.Tool, request.Arguments?.GetProperty("json").GetString()));
            using var early = await interrupted.Client.AnswerAsync(request.RunId, request.Key, "yes");
            Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);

            var (events, run) = await interrupted.ResolveAsync(request);
            told.AddRange(events);
            statuses.Add(run.Status);
        }

        Assert.Equal([RunStatuses.Completed, RunStatuses.Completed, RunStatuses.Cancelled], statuses);
        Assert.Equal(["delivered, says its owner", "delivered (status 200)"], told.Where(runEvent => runEvent.Type == RunEventTypes.ToolResult).Select(runEvent => runEvent.Output));
        Assert.Equal(InterruptedCalls.Users, told.Where(runEvent => runEvent.Type == RunEventTypes.Answered).Select(runEvent => runEvent.Text));
        Assert.Equal(InterruptedCalls.Users.Count + 1, interrupted.Posted);
    }

    [Fact]
    public async Task UnsafeCall_OfACalledAgent_IsAnsweredInTheCallersInbox()
    {
        await using var interrupted = await InterruptedCalls.StartAsync(
            stores, [("clerk", "tools: [call_webhook]"), ("assistant", "tools: []\nagents: [clerk]")], "clerk", InterruptedCalls.Webhook);
        var results = new List<(string Status, string? Output, string? Error)>();
        var called = new List<(string Status, string? Result)>();
        foreach (var user in InterruptedCalls.Users)
        {
            var request = await interrupted.WaitAsync(user);
            Assert.Equal(
                (WaitingKinds.Uncertain, Unknown, "call_webhook", "assistant", "clerk", "{}"),
                (request.Kind, request.Text, request.Tool, request.Agent, request.Member, request.Arguments?.GetProperty("json").GetString()));

            var (events, run) = await interrupted.ResolveAsync(request);
            var member = Assert.Single(run.Members);
            Assert.Equal(request.MemberRun, member.Id);
            Assert.Equal(user, events.Single(runEvent => runEvent.Type == RunEventTypes.Answered).Text);
            var result = events.Single(runEvent => runEvent.Type == RunEventTypes.ToolResult);
            results.Add((run.Status, result.Output, result.Error));
            called.Add((member.Status, await ReadResultAsync(interrupted.Client, member.Id)));
            Assert.Empty(await interrupted.Client.ListApprovalsAsync(user));
        }

        // An agent that was ended is a call without a result, which the caller reads: its own run goes on.
        Assert.Equal([RunStatuses.Completed, RunStatuses.Completed, RunStatuses.Completed], results.Select(result => result.Status));
        Assert.Equal(["Told them.", "Told them."], results.Take(2).Select(result => result.Output));
        Assert.StartsWith("'clerk' did not answer: Ended because nobody knew whether the effect", results[^1].Error, StringComparison.Ordinal);
        Assert.Equal([(RunStatuses.Completed, "delivered, says its owner"), (RunStatuses.Completed, "delivered (status 200)"), (RunStatuses.Cancelled, null)], called);
        Assert.Equal(InterruptedCalls.Users.Count + 1, interrupted.Posted);
    }

    /// <summary>What the called agent read as the result of its call.</summary>
    private static async Task<string?> ReadResultAsync(RunsClient client, string run)
    {
        var state = (await client.Http.GetFromJsonAsync($"/v1/runs/{run}/state", AgentsJsonContext.Default.RunState, Cancellation))!;
        return state.State.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("role").GetString() == "tool").Select(message => message.GetProperty("content").GetString()).SingleOrDefault();
    }
}
