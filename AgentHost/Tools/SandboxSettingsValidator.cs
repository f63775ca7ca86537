using Microsoft.Extensions.Options;
using Switchyard.Sandbox;

namespace Switchyard.AgentHost.Tools;

/// <summary>Says all that is wrong with the settings of the sandbox at the start, and not with the first code.</summary>
internal sealed class SandboxSettingsValidator : IValidateOptions<SandboxOptions>
{
    public ValidateOptionsResult Validate(string? name, SandboxOptions options)
    {
        List<string> mistakes = [.. SandboxOptionsRules.FindMistakes(options).Select(static mistake => $"{SandboxSettings.SectionName}: {mistake}")];
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
