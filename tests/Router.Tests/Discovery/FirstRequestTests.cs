using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Discovery;

/// <summary>Requests that come while the nodes are being asked for their models for the first time.</summary>
public sealed class FirstRequestTests
{
    private const string Question = """{"model":"pocket","messages":[{"role":"user","content":"Hello"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_OtherNodeHasNotAnsweredYet_TheOneThatHasServesIt()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ready = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("42")), Token);
        await using var silent = await FakeUpstream.StartAsync(Replies.Hang(asked), Token);
        await using var router = RouterHost.Start(
            ("services:inference-0:http:0", ready.Address), ("services:inference-1:http:0", silent.Address), ("Router:Discovery:Timeout", "00:00:02"));
        using var client = router.CreateClient();

        // Until the silent one is given up.
        do
        {
            using var response = await client.ChatAsync(Question);
            Assert.True(response.IsSuccessStatusCode, await response.TextAsync());
        }
        while (!asked.Task.IsCompleted);
    }

    [Fact]
    public async Task Chat_ModelOfTheSlowerNode_IsWaitedFor()
    {
        var mayAnswer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RequestDelegate slow = async context =>
        {
            await mayAnswer.Task.WaitAsync(context.RequestAborted);
            await NodeReplies.With(Replies.Chat("slow"), "late")(context);
        };
        await using var ready = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("42")), Token);
        await using var late = await FakeUpstream.StartAsync(slow, Token);
        await using var router = RouterHost.StartWithNodes(ready.Address, late.Address);
        using var client = router.CreateClient();
        using (var first = await client.ChatAsync(Question))
        {
            Assert.True(first.IsSuccessStatusCode, await first.TextAsync());
        }

        var asking = client.ChatAsync(Question.Replace("pocket", "late", StringComparison.Ordinal));
        Assert.False(asking.IsCompleted);
        mayAnswer.SetResult();

        using var response = await asking;
        Assert.Contains("slow", await response.TextAsync(), StringComparison.Ordinal);
    }
}
