using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;

namespace Switchyard.AgentHost.Hooks;

/// <summary>What a hook needs that is switched on.</summary>
internal sealed class HookRulesValidator(IOptions<AgentHostOptions> host) : IValidateOptions<AgentHookOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentHookOptions options) => options.Cost && host.Value.Prices.Count == 0
        ? ValidateOptionsResult.Fail($"{AgentHookOptions.SectionName}:Cost is true and {AgentHostOptions.SectionName}:Prices names no model: give prices, or switch it off.")
        : ValidateOptionsResult.Success;
}
