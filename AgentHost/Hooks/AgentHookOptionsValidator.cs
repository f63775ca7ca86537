using Microsoft.Extensions.Options;

namespace Switchyard.AgentHost.Hooks;

[OptionsValidator]
internal sealed partial class AgentHookOptionsValidator : IValidateOptions<AgentHookOptions>;
