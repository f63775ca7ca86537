using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Communication;
using Switchyard.Agents.Tools.Host;
using Switchyard.Agents.Tools.Human;
using Switchyard.Agents.Tests.Tools.Time;

namespace Switchyard.Agents.Tests.Tools.Communication;

public sealed class MessageToolTests
{
    private readonly MemoryMessageInbox _inbox = new(maxMessages: 2);
    private readonly ToolInvoker _invoker;

    public MessageToolTests()
    {
        var time = new FixedTime(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
        _invoker = new ToolInvoker(new ToolBox([new SendMessageTool(_inbox, time), new ReadMessagesTool(_inbox), .. HumanTools.Create()]), 1_000, TimeProvider.System);
    }

    [Fact]
    public async Task Send_ToAnAgent_IsReadByThatAgentOfThatUser()
    {
        Assert.Equal("delivered", await SendAsync("Writer", "the data is ready", key: "1"));

        Assert.Equal("2026-11-20 10:00 analyst: the data is ready", await ReadAsync("writer"));
        Assert.Equal("(no messages)", await ReadAsync("analyst"));
        Assert.Equal("(no messages)", await ReadAsync("writer", user: "bob"));
    }

    [Fact]
    public async Task Send_AgainWithTheSameKey_IsDeliveredOnce()
    {
        await SendAsync("writer", "once", key: "1");
        Assert.Equal("delivered", await SendAsync("writer", "once", key: "1"));

        Assert.Equal("2026-11-20 10:00 analyst: once", await ReadAsync("writer"));
    }

    [Fact]
    public async Task Send_ToAFullInbox_IsAnError()
    {
        await SendAsync("writer", "a", key: "");
        await SendAsync("writer", "a", key: "");

        Assert.Equal("Error: the inbox of writer is full", await SendAsync("writer", "c", key: ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("two words")]
    public async Task Send_ToNoName_IsAnError(string agent) => Assert.Equal("Error: an agent's name has letters, digits, '-' and '_' only", await SendAsync(agent, "x", key: ""));

    [Fact]
    public async Task Read_ByNobody_IsAnError() => Assert.Equal("Error: only a named agent has an inbox", await ToolRunner.RunAsync(new ReadMessagesTool(_inbox), "{}"));

    [Theory]
    [InlineData("ask_user", "question")]
    [InlineData("approve_action", "action")]
    public async Task Person_WhereNobodyWaits_IsNotMadeUp(string tool, string parameter)
    {
        var result = await _invoker.InvokeAsync(tool, [new(parameter, "Shall I?")], new ToolContext("ada"), TestContext.Current.CancellationToken);

        Assert.Equal("nobody can be asked here: this run cannot wait for a person", result.ErrorMessage);
    }

    [Fact]
    public async Task HostInfo_TellsNothingThatNamesTheHost()
    {
        var text = await ToolRunner.RunAsync(new HostInfoTool(), "{}");

        Assert.Matches(@"^system: \w+, architecture: \w+, processors: \d+, memory: [\d.]+ GB, runtime: \.NET [\d.]+$", text);
        Assert.DoesNotContain(Environment.MachineName, text);
    }

    private async Task<string> SendAsync(string agent, string message, string key) => (await _invoker.InvokeAsync(
        "send_message", [new("agent", agent), new("message", message)], new ToolContext("ada") { Key = key, CallPath = ["analyst"] }, TestContext.Current.CancellationToken)).Output;

    private async Task<string> ReadAsync(string agent, string user = "ada") =>
        (await _invoker.InvokeAsync("read_messages", [], new ToolContext(user) { CallPath = ["main", agent] }, TestContext.Current.CancellationToken)).Output;
}
