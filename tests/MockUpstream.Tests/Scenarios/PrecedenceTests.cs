using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Tests.Scenarios;

/// <summary>Which scenario a request gets: the script, then its header and model, then what was put for the model, then the default.</summary>
public sealed class PrecedenceTests : MockTest
{
    [Fact]
    public async Task Script_Scenarios_AreUsedUpInOrder()
    {
        Server.Script(new Scenario { Text = "one" }, Scenario.Parse("status-503"));

        Assert.Equal("one", await TextAsync("m"));
        Assert.Equal(503, (await ChatAsync("m")).Status);
        Assert.Equal("A ö C", await TextAsync("m"));
        Assert.Equal(["script", "script", "default"], Server.Requests.Select(static request => request.Scenario));
    }

    [Fact]
    public async Task Script_ListsOfModels_TakeNone()
    {
        Server.Script(Scenario.Parse("status-503"));

        using var response = await Http.GetAsync("/v1/models", Token);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(503, (await ChatAsync("m")).Status);
    }

    [Theory]
    [InlineData("mock/length", "mock/length")]
    [InlineData("m+length", "m")]
    public async Task Model_NamesAScenario_GetsIt(string model, string answered)
    {
        var answer = await PostAsync(Chat, ChatBody(model, stream: false));

        Assert.Equal("length", answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(answered, answer.GetProperty("model").GetString());
    }

    [Fact]
    public async Task Header_NamesAScenario_GetsIt()
    {
        var response = await RawConnection.PostAsync(Server, Chat, ChatBody(), "x-mock-scenario: status-502\r\n");

        Assert.Equal(502, response.Status);
    }

    [Fact]
    public async Task Put_UnderAModel_IsForThatModel()
    {
        Server.Put("slow-one", new Scenario { Text = "mine" });

        Assert.Equal("mine", await TextAsync("slow-one"));
        Assert.Equal("A ö C", await TextAsync("m"));
    }

    [Fact]
    public async Task Put_UnderAName_IsKnownInModels()
    {
        Server.Put("broken", Scenario.Parse("status-500"));

        Assert.Equal(500, (await ChatAsync("m+broken")).Status);
        Assert.Equal(500, (await ChatAsync("mock/broken")).Status);
    }

    [Fact]
    public async Task Put_Default_ChangesAllThatNameNone()
    {
        Server.Put("default", Scenario.Of(new Fault(FaultKind.Status) { Status = 503, First = 1 }));

        Assert.Equal(503, (await ChatAsync("m")).Status);
        Assert.Equal(200, (await ChatAsync("m")).Status);
        Assert.Equal(200, (await ChatAsync("n")).Status);
    }

    [Theory]
    [InlineData("mock/nothing")]
    [InlineData("m+nothing")]
    [InlineData("m+gzip+nothing")]
    public async Task Model_UnknownScenario_IsABadRequest(string model)
    {
        var response = await ChatAsync(model);

        Assert.Equal(400, response.Status);
        Assert.StartsWith("{\"error\":{\"message\":\"There is no scenario 'nothing'.", response.Text, StringComparison.Ordinal);
    }

    private async Task<string?> TextAsync(string model) =>
        (await PostAsync(Chat, ChatBody(model, stream: false))).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
}
