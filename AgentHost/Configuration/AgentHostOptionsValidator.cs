using Microsoft.Extensions.Options;

namespace Switchyard.AgentHost.Configuration;

[OptionsValidator]
internal sealed partial class AgentHostOptionsValidator : IValidateOptions<AgentHostOptions>;
