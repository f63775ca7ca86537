using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.AgentHost.Tools;
using Switchyard.Sandbox;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Tools;

public sealed class SandboxSettingsTests(StoresFixture stores)
{
    [Fact]
    public async Task Section_IsWhatCodeMayDo()
    {
        await using var app = new AgentHostApplication(
            stores,
            new ScriptedChatClient(ScriptedAnswer.Say("ok")),
            ("AgentHost:Sandbox:AllowFileWrites", "true"),
            ("AgentHost:Sandbox:AllowNetwork", "true"),
            ("AgentHost:Sandbox:AllowedImports:0", "math"),
            ("AgentHost:Sandbox:AllowedImports:1", "csv"),
            ("AgentHost:Sandbox:TimeLimit", "00:00:07"),
            ("AgentHost:Sandbox:CpuLimit", "00:00:09"),
            ("AgentHost:Sandbox:MemoryBytes", "134217728"),
            ("AgentHost:Sandbox:MaxProcesses", "3"),
            ("AgentHost:Sandbox:MaxOutputBytes", "1000"));

        var options = app.Services.GetRequiredService<SandboxOptions>();

        Assert.Equal((true, false, true, true), (options.UseSandbox, options.AllowSystemAccess, options.AllowFileWrites, options.AllowNetwork));
        Assert.Equal(["math", "csv"], options.AllowedImports);
        Assert.Equal((TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(9), 134_217_728, 3, 1_000), (options.TimeLimit, options.CpuLimit, options.MemoryBytes, options.MaxProcesses, options.MaxOutputBytes));
    }

    [Fact]
    public void Section_IsMissing_CodeComputesOnly()
    {
        var options = Configure();

        Assert.Equal((true, false, false, false), (options.UseSandbox, options.AllowSystemAccess, options.AllowFileWrites, options.AllowNetwork));
        Assert.Equal(new SandboxOptions().AllowedImports, options.AllowedImports);
    }

    [Fact]
    public void Key_ThatDoesNotExist_IsRefused()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Configure(("AgentHost:Sandbox:MemoryByte", "1")));

        Assert.Contains("MemoryByte", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_ThatIsNone_IsRefusedByItsKey()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Configure(("AgentHost:Sandbox:TimeLimit", "soon")));

        Assert.Contains("AgentHost:Sandbox:TimeLimit", exception.Message, StringComparison.Ordinal);
    }

    private static SandboxOptions Configure(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value))).Build();
        var options = new SandboxOptions();
        new SandboxSettings(configuration).Configure(options);
        return options;
    }
}
