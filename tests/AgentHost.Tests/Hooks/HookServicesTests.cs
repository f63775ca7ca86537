using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Hooks;

/// <summary>The hooks that settings switch on look at this host's runs.</summary>
public sealed class HookServicesTests(StoresFixture stores)
{
    [Fact]
    public async Task Limit_OfModelCalls_RefusesTheNextOne()
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), ("AgentHost:Hooks:ModelCallsPerMinute", "1"));

        var first = await app.Runs.RunAsync("hi", "limited");
        var second = await app.Runs.RunAsync("hi", "limited");

        Assert.Equal((RunEventTypes.Completed, RunEventTypes.Failed), (first[^1].Type, second[^1].Type));
        Assert.StartsWith("The model was not asked: ", second[^1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redaction_SwitchedOn_HidesAddressesFromTheModel()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("ok"));
        await using var app = new AgentHostApplication(stores, model, ("AgentHost:Hooks:Redaction", "true"));

        await app.Runs.RunAsync("Write to ada@example.org", "redacted");

        Assert.DoesNotContain("ada@example.org", model.Requests.Single()[^1].Text, StringComparison.Ordinal);
    }
}
