using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.MockUpstream.Tests;

public sealed class MockServerTests : MockTest
{
    [Fact]
    public async Task Start_PortTaken_Fails() => await Assert.ThrowsAsync<IOException>(
        () => MockServer.StartAsync(new MockServerOptions { Port = new Uri(Server.Address).Port }, Token));

    [Fact]
    public void Address_Server_IsLoopback() => Assert.StartsWith("http://127.0.0.1:", Server.Address, StringComparison.Ordinal);

    [Fact]
    public async Task Requests_MoreThanKept_AreTheLast()
    {
        await using var server = await MockServer.StartAsync(new MockServerOptions { KeepRequests = 2 }, Token);

        for (var request = 0; request < 3; request++)
        {
            await RawConnection.PostAsync(server, Chat, ChatBody());
        }

        Assert.Equal([2, 3], server.Requests.Select(static request => request.Number));
    }

    [Fact]
    public async Task Requests_NotKept_AreNone()
    {
        await using var server = await MockServer.StartAsync(new MockServerOptions { KeepRequests = 0 }, Token);

        Assert.Equal(200, (await RawConnection.PostAsync(server, Chat, ChatBody())).Status);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(Chat, "Authorization: Bearer k", 200)]
    [InlineData(Chat, "Authorization: Bearer no", 401)]
    [InlineData(Chat, "x-api-key: k", 401)]
    [InlineData(Messages, "x-api-key: k", 200)]
    [InlineData("/v1beta/models/m:generateContent?key=k", "X-Other: 1", 200)]
    [InlineData("/v1beta/models/m:generateContent", "x-goog-api-key: k", 200)]
    [InlineData("/v1beta/models/m:generateContent", "X-Other: 1", 401)]
    public async Task ApiKey_EachDialect_IsLookedForInItsPlace(string path, string header, int status)
    {
        await using var server = await MockServer.StartAsync(new MockServerOptions { ApiKey = "k" }, Token);

        Assert.Equal(status, (await RawConnection.PostAsync(server, path, MessagesBody(more: ",\"contents\":[]"), header + "\r\n")).Status);
    }

    [Fact]
    public async Task Ids_EachRequest_AreItsOwnAndFollowFromTheSeed()
    {
        await using var again = await MockServer.StartAsync(Options, Token);

        var first = (await ChatAsync("m")).Text;

        Assert.NotEqual(first, (await ChatAsync("m")).Text);
        Assert.Equal(first, (await RawConnection.PostAsync(again, Chat, ChatBody())).Text);
    }

    [Fact]
    public async Task Caller_LeavesWhileReading_IsRecorded()
    {
        // More than the sockets hold, so that the server is still at it.
        Server.Script(Scenario.Parse("huge-64m"));
        using (var connection = await RawConnection.OpenAsync(Server))
        {
            await connection.SendAsync(Chat, ChatBody());
            await connection.ReadUntilAsync("xxx");
        }

        await EndedAsync();
        Assert.Equal(RequestState.Disconnected, Server.Requests[0].State);
    }

    [Fact]
    public async Task Dispose_StalledStream_IsEnded()
    {
        var server = await MockServer.StartAsync(Options, Token);
        using var connection = await RawConnection.OpenAsync(server);
        await connection.SendAsync(Chat, ChatBody("m+stall-after-1"));
        await connection.ReadUntilAsync("\"A\"");

        await server.DisposeAsync();

        Assert.DoesNotContain("[DONE]", System.Text.Encoding.UTF8.GetString((await connection.ReadAsync()).Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_TooLong_IsRefused()
    {
        using var connection = await RawConnection.OpenAsync(Server);
        await connection.SendAsync(Chat, string.Empty, "Content-Length: 3000000000\r\n");

        Assert.StartsWith("HTTP/1.1 4", await connection.ReadUntilAsync("\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuse_Default_LeavesTheControlApiWithinReach()
    {
        Server.Put("default", Scenario.Parse("refuse"));

        Assert.True((await ChatAsync("m")).WasReset);
        Assert.Contains("\"received\":1", await Http.GetStringAsync("/mock/status", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_ManyIdle_AreOpenAtOnce()
    {
        var connections = new List<RawConnection>();
        try
        {
            for (var count = 0; count < 200; count++)
            {
                connections.Add(await RawConnection.OpenAsync(Server));
                await connections[^1].SendAsync(Chat, ChatBody("m+stall-after-1"));
            }

            await Eventually.BecomesTrueAsync(() => Server.Requests.Count(static request => request is { State: RequestState.Open, Tokens: 1 }) == 200, Token);
            Assert.Equal(200, (await ChatAsync("m")).Status);
        }
        finally
        {
            connections.ForEach(static connection => connection.Dispose());
        }

        await EndedAsync();
        Assert.Equal(200, Server.Requests.Count(static request => request.State == RequestState.Disconnected));
    }
}
