using Microsoft.Extensions.Options;

namespace Switchyard.AgentHost.Configuration;

/// <summary>One late heartbeat must not cost a run its lease.</summary>
internal sealed class LeaseValidator : IValidateOptions<AgentHostOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentHostOptions options) => options.Lease >= options.HeartbeatInterval * 3
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"AgentHost:Lease ({options.Lease}) must be at least three times AgentHost:HeartbeatInterval ({options.HeartbeatInterval}); raise the one or lower the other.");
}
