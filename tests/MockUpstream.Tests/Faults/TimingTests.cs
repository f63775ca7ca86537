using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.MockUpstream.Tests.Faults;

/// <summary>The clock moves only when a test moves it, so that "not before" is what it says.</summary>
public sealed class TimingTests : MockTest
{
    private readonly ManualTimeProvider _time = new();

    protected override MockServerOptions Options => base.Options with { TimeProvider = _time };

    [Theory]
    [InlineData("latency-20ms")]
    [InlineData("stall-headers-20ms")]
    public async Task Latency_Headers_ComeAfterIt(string scenario)
    {
        using var connection = await RawConnection.OpenAsync(Server);
        await connection.SendAsync(Chat, ChatBody("m+" + scenario));
        await AdvanceAsync(19);
        Assert.Equal(0, Server.Requests[0].Status);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        await connection.ReadUntilAsync("[DONE]");
    }

    [Fact]
    public async Task FirstToken_Stream_HasItsHeadersAndStartBefore()
    {
        using var connection = await RawConnection.OpenAsync(Server);
        await connection.SendAsync(Chat, ChatBody("m+first-token-1s"));
        await connection.ReadUntilAsync("\"role\"");
        await AdvanceAsync(999);
        Assert.Equal(0, Server.Requests[0].Tokens);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        await connection.ReadUntilAsync("[DONE]");
    }

    [Fact]
    public async Task Rate_Stream_SendsATokenEachInterval()
    {
        using var connection = await RawConnection.OpenAsync(Server);
        await connection.SendAsync(Chat, ChatBody("m+rate-10"));
        await connection.ReadUntilAsync("\"A\"");
        await AdvanceAsync(100);
        await connection.ReadUntilAsync("\" ö\"");
        await AdvanceAsync(99);
        Assert.Equal(2, Server.Requests[0].Tokens);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        await connection.ReadUntilAsync("[DONE]");
    }

    [Fact]
    public async Task Rate_WholeAnswer_TakesTheTimeOfItsTokens()
    {
        using var connection = await RawConnection.OpenAsync(Server);
        await connection.SendAsync(Chat, ChatBody("m+rate-10+latency-50ms+first-token-50ms", stream: false));
        await AdvanceAsync(299);
        Assert.Equal(0, Server.Requests[0].Status);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        await connection.ReadUntilAsync("\"usage\"");
    }

    [Fact]
    public async Task Stall_AfterTokens_HoldsTheRestBack()
    {
        using var connection = await RawConnection.OpenAsync(Server);
        await connection.SendAsync(Chat, ChatBody("m+stall-after-2-5s"));
        await connection.ReadUntilAsync("\" ö\"");
        await AdvanceAsync(4999);
        Assert.Equal(2, Server.Requests[0].Tokens);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        await connection.ReadUntilAsync("[DONE]");
    }

    [Theory]
    [InlineData("stall", true)]
    [InlineData("stall", false)]
    [InlineData("stall-headers", true)]
    [InlineData("stall-after-1", true)]
    public async Task Stall_WithoutTime_LastsUntilTheCallerLeaves(string scenario, bool stream)
    {
        using (var connection = await RawConnection.OpenAsync(Server))
        {
            await connection.SendAsync(Chat, ChatBody("m+" + scenario, stream));
            await Eventually.BecomesTrueAsync(() => Server.Requests is [{ State: RequestState.Open }], Token);
        }

        await EndedAsync();
        Assert.Equal(RequestState.Disconnected, Server.Requests[0].State);
    }

    [Fact]
    public async Task Drip_Text_ComesCharacterByCharacter()
    {
        Server.Script(new Scenario { Text = "aöc", Faults = [new Fault(FaultKind.Drip) { Time = TimeSpan.FromSeconds(5) }] });
        using var connection = await RawConnection.OpenAsync(Server);
        await connection.SendAsync(Chat, ChatBody());

        await connection.ReadUntilAsync("{\"content\":\"a\"}");
        await AdvanceAsync(5000);
        await connection.ReadUntilAsync("{\"content\":\"ö\"}");
        await AdvanceAsync(5000);
        await connection.ReadUntilAsync("{\"content\":\"c\"}");
    }

    [Fact]
    public async Task Burst_Stream_WaitsForSeveralTokensAtOnce()
    {
        using var connection = await RawConnection.OpenAsync(Server);
        await connection.SendAsync(Chat, ChatBody("m+rate-10+burst-2"));
        await connection.ReadUntilAsync("\" ö\"");
        await AdvanceAsync(199);
        Assert.Equal(2, Server.Requests[0].Tokens);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        await connection.ReadUntilAsync("[DONE]");
    }

    // The server has its timer set before the clock moves.
    private async Task AdvanceAsync(int milliseconds)
    {
        await Eventually.BecomesTrueAsync(() => _time.WaitingTimers > 0, Token);
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }
}
