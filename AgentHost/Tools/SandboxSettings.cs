using Microsoft.Extensions.Options;
using Switchyard.Sandbox;

namespace Switchyard.AgentHost.Tools;

/// <summary>Reads what code may do, section <c>AgentHost:Sandbox</c>. A key that does not exist stops the start: one that is misspelt would leave a limit where it was.</summary>
internal sealed class SandboxSettings(IConfiguration configuration) : IConfigureOptions<SandboxOptions>
{
    public const string SectionName = "AgentHost:Sandbox";

    public void Configure(SandboxOptions options)
    {
        var section = configuration.GetSection(SectionName);
        section.Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true);

        // The binder adds to a list that is there, and who names modules means these and no others.
        options.AllowedImports = section.GetSection(nameof(SandboxOptions.AllowedImports)).Get<string[]>() ?? new SandboxOptions().AllowedImports;
    }
}
