using System.Text;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Tests.Faults;

public sealed class ConnectionFaultTests : MockTest
{
    [Fact]
    public async Task Refuse_Scripted_ResetsTheNextConnectionOnly()
    {
        Server.Script(Scenario.Parse("refuse"));

        Assert.True(await RawConnection.IsRefusedAsync(Server));
        Assert.Equal(200, (await ChatAsync("m")).Status);
    }

    [Fact]
    public async Task Refuse_OpenConnection_IsResetAtTheRequest()
    {
        var response = await ChatAsync("m+refuse");

        Assert.True(response.WasReset);
        Assert.Empty(response.Bytes);
    }

    [Fact]
    public async Task Reset_WithoutNumber_ComesBeforeHeaders()
    {
        var response = await ChatAsync("m+reset");

        Assert.True(response.WasReset);
        Assert.Empty(response.Bytes);
        await EndedAsync();
        Assert.Equal(RequestState.Broken, Server.Requests[0].State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reset_AfterBytes_SendsExactlyThose(bool stream)
    {
        var whole = (await ChatAsync("m", stream)).Body;

        var response = await ChatAsync("m+reset-300b", stream);

        Assert.True(response.WasReset);
        Assert.Equal(200, response.Status);
        AssertSameButId(whole[..300], response.Body);
        Assert.False(response.HasEnd);
    }

    [Fact]
    public async Task Reset_NoBytes_SendsHeadersAlone()
    {
        var response = await ChatAsync("m+reset-0b");

        Assert.True(response.WasReset);
        Assert.Equal(200, response.Status);
        Assert.Empty(response.Body);
    }

    [Theory]
    [InlineData("cut-after-2", new[] { "role", "A", " ö" })]
    [InlineData("cut-after-0", new[] { "role" })]
    [InlineData("cut", new string[0])]
    [InlineData("cut-after-3", new[] { "role", "A", " ö", " C" })]
    public async Task Cut_AfterTokens_ClosesInOrderWithoutEnd(string scenario, string[] deltas)
    {
        var response = await ChatAsync("m+" + scenario);

        Assert.False(response.WasReset);
        Assert.False(response.HasEnd);
        Assert.Equal(deltas, Deltas(response.Text));
    }

    [Fact]
    public async Task Cut_WholeBody_FallsShortOfItsLength()
    {
        var response = await ChatAsync("m+cut-after-1", stream: false);

        Assert.False(response.WasReset);
        Assert.False(response.HasEnd);
        Assert.NotEmpty(response.Body);
    }

    [Fact]
    public async Task End_AfterTokens_EndsTheBodyWithoutTerminator()
    {
        var response = await ChatAsync("m+end-after-2");

        Assert.True(response.HasEnd);
        Assert.Equal(["role", "A", " ö"], Deltas(response.Text));
    }

    [Theory]
    [InlineData(Messages, "message_start content_block_start ping content_block_delta")]
    [InlineData("/v1/responses", "response.created response.in_progress response.output_item.added response.content_part.added response.output_text.delta")]
    public async Task Cut_NamedEvents_EndsAfterTheToken(string path, string events)
    {
        var response = await RawConnection.PostAsync(Server, path, MessagesBody("m+cut-after-1", more: ",\"input\":\"Hi\""));

        Assert.Equal(events.Split(' '), response.Text.Split('\n').Where(static line => line.StartsWith("event: ", StringComparison.Ordinal)).Select(static line => line[7..]));
        Assert.False(response.HasEnd);
    }

    private static void AssertSameButId(byte[] expected, byte[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.Equal(WithoutId(expected), WithoutId(actual));
    }

    private static string WithoutId(byte[] bytes) => System.Text.RegularExpressions.Regex.Replace(Encoding.UTF8.GetString(bytes), "chatcmpl-\\w*", "chatcmpl-");
}
