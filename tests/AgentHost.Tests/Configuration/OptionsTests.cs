using Microsoft.Extensions.Options;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Configuration;

public sealed class OptionsTests(StoresFixture stores)
{
    [Theory]
    [InlineData("AgentHost:MaxToolsShown", "0", "MaxToolsShown")]
    [InlineData("AgentHost:MaxIterations", "1000", "MaxIterations")]
    [InlineData("AgentHost:Lease", "00:00:02", "must be at least three times")]
    [InlineData("AgentHost:Prices:m:OutputPerMillion", "-1", "AgentHost:Prices:m:OutputPerMillion is -1")]
    [InlineData("AgentHost:Sandbox:MemoryBytes", "1", "AgentHost:Sandbox: The field MemoryBytes must be between 67108864")]
    [InlineData("AgentHost:Sandbox:UseSandbox", "false", "AgentHost:Sandbox: UseSandbox is off: code would run with all rights of this process. Set AllowSystemAccess as well")]
    [InlineData("AgentHost:Sandbox:AllowedImports:0", "os; rm", "AgentHost:Sandbox: AllowedImports holds 'os; rm', which is not the name of a module.")]
    [InlineData("AgentHost:Sandbox:OutputHardLimitBytes", "10", "AgentHost:Sandbox: OutputHardLimitBytes (10) is below MaxOutputBytes (65536).")]
    [InlineData("AgentHost:Hooks:Cost", "true", "AgentHost:Hooks:Cost is true and AgentHost:Prices names no model")]
    [InlineData("AgentHost:Hooks:RecoveryAnswer", " ", "AgentHost:Hooks:RecoveryAnswer is blank")]
    [InlineData("AgentHost:Hooks:TraceLength", "-1", "TraceLength")]
    [InlineData("AgentHost:Hooks:CacheLifetime", "00:00:00", "CacheLifetime")]
    [InlineData("AgentHost:Hooks:ModelCallsPerMinute", "-1", "ModelCallsPerMinute")]
    [InlineData("AgentHost:WebSearch:Url", "searxng", "AgentHost:WebSearch:Url is no address that can be asked")]
    [InlineData("AgentHost:WebSearch:Url", "http://ada:secret@searxng/", "AgentHost:WebSearch:Url is no address that can be asked")]
    [InlineData("AgentHost:WebSearch:Key", "secret", "give Key and KeyHeader together")]
    [InlineData("AgentHost:WebSearch:Key", "sécret", "AgentHost:WebSearch:Key has characters that no header carries")]
    public async Task Start_WithBadValue_IsRefused(string key, string value, string expected)
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), (key, value));

        // What it was is read from the log: the factory may find the program gone before it asks what became of it.
        Assert.ThrowsAny<Exception>(() => app.Services);

        Assert.Contains(app.Logs.Lines, line => line.Contains(nameof(OptionsValidationException), StringComparison.Ordinal) && line.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AgentHost:Tools:UseSandbox", "false", "'UseSandbox'")]
    [InlineData("AgentHost:Artifacts:MaxByte", "1", "'MaxByte'")]
    [InlineData("AgentHost:WebSearch:Adress", "http://searxng", "'Adress'")]
    [InlineData("AgentHost:Hooks:Redacton", "true", "Redacton")]
    [InlineData("AgentHost:Hooks:Redaction", "perhaps", "AgentHost:Hooks:Redaction")]
    public async Task Start_WithWhatCannotBeMeant_IsRefused(string key, string value, string expected)
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), (key, value));

        Assert.ThrowsAny<Exception>(() => app.Services);

        Assert.Contains(app.Logs.Lines, line => line.Contains(nameof(InvalidOperationException), StringComparison.Ordinal) && line.Contains(expected, StringComparison.Ordinal));
    }
}
