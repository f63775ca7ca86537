using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;

namespace Switchyard.AgentHost.Hooks;

/// <summary>What a hook needs that is switched on.</summary>
internal sealed class HookRulesValidator(IOptions<AgentHostOptions> host) : IValidateOptions<AgentHookOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentHookOptions options)
    {
        List<string> mistakes = [];
        if (options.Cost && host.Value.Prices.Count == 0)
        {
            mistakes.Add($"{AgentHookOptions.SectionName}:Cost is true and {AgentHostOptions.SectionName}:Prices names no model: give prices, or switch it off.");
        }

        if (options.RecoveryAnswer is { } answer && string.IsNullOrWhiteSpace(answer))
        {
            mistakes.Add($"{AgentHookOptions.SectionName}:RecoveryAnswer is blank: give an answer, or leave the key out.");
        }

        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
