using System.Text.Json;
using Switchyard.AgentHost.Telemetry;
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

    [Fact]
    public async Task Hooks_WithoutSettings_OnlyWatch()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        Assert.Equal(["logging", "metrics", "tracing"], await ListAsync(app));
    }

    [Theory]
    [InlineData("Logging", "false", "metrics tracing")]
    [InlineData("Metrics", "false", "logging tracing")]
    [InlineData("Tracing", "false", "logging metrics")]
    [InlineData("Redaction", "true", "redaction logging metrics tracing")]
    [InlineData("CachedAnswers", "10", "cache logging metrics tracing")]
    [InlineData("ToolCallsPerMinute", "10", "rate-limit logging metrics tracing")]
    [InlineData("RecoveryAnswer", "Later.", "recovery logging metrics tracing")]
    [InlineData("Cost", "true", "cost logging metrics tracing")]
    [InlineData("Audit", "true", "logging metrics tracing audit")]
    [InlineData("TraceLength", "10", "logging metrics tracing trace-buffer")]
    public async Task Hook_BySetting_IsThereOrNot(string key, string value, string expected)
    {
        await using var app = new AgentHostApplication(
            stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), ("AgentHost:Hooks:" + key, value), ("AgentHost:Prices:m:InputPerMillion", "1"));

        Assert.Equal(expected.Split(' '), await ListAsync(app));
    }

    [Fact]
    public async Task Recovery_OfARunThatFails_IsRecordedAsCompleted()
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Throw(new InvalidOperationException("no model"))), ("AgentHost:Hooks:RecoveryAnswer", "Ask me later."));

        var events = await app.Runs.RunAsync("hi", "recovered");
        var run = (await app.Runs.GetAsync(events[0].RunId))!;

        Assert.Equal([RunEventTypes.Started, RunEventTypes.Message, RunEventTypes.Completed], events.Types());
        Assert.Equal(("completed", "Ask me later.", null), (run.Status, run.Output, run.Error));
        Assert.NotNull(events[^1].Recovered);
        Assert.Equal(events[^1].Recovered, run.Events[^1].Recovered);
    }

    [Fact]
    public async Task Audit_SwitchedOn_SaysWhoDidWhatWithoutContent()
    {
        await using var app = new AgentHostApplication(
            stores, new ScriptedChatClient(ScriptedAnswer.Call("calculator", """{"expression":"15*23"}"""), ScriptedAnswer.Say("345")), ("AgentHost:Hooks:Audit", "true"));

        await app.Runs.RunAsync("secret", "audited");

        string[] records = [.. app.Logs.Lines.Where(line => line.StartsWith($"Information {EventIds.AgentAudit} ", StringComparison.Ordinal))];
        Assert.Equal(["RunStarting", "ToolCalled", "RunEnded"], records.Select(record => record.Split(' ')[2]));
        Assert.All(records, record => Assert.Contains("for user 'audited'", record, StringComparison.Ordinal));
        Assert.DoesNotContain(records, record => record.Contains("secret", StringComparison.Ordinal) || record.Contains("15*23", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trace_SwitchedOn_CanBeRead()
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), ("AgentHost:Hooks:TraceLength", "2"));

        await app.Runs.RunAsync("hi", "traced");

        using var report = await ReadAsync(app);
        Assert.Equal(["StepEnded", "RunEnded"], report.RootElement.GetProperty("trace").EnumerateArray().Select(point => point.GetProperty("point").GetString()));
    }

    private static async Task<IReadOnlyList<string?>> ListAsync(AgentHostApplication app)
    {
        using var report = await ReadAsync(app);
        return [.. report.RootElement.GetProperty("hooks").EnumerateArray().Select(hook => hook.GetProperty("name").GetString())];
    }

    private static async Task<JsonDocument> ReadAsync(AgentHostApplication app) =>
        JsonDocument.Parse(await app.Runs.Http.GetStringAsync("/v1/hooks", TestContext.Current.CancellationToken));
}
