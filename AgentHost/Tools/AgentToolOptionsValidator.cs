using Microsoft.Extensions.Options;

namespace Switchyard.AgentHost.Tools;

[OptionsValidator]
internal sealed partial class AgentToolOptionsValidator : IValidateOptions<AgentToolOptions>;
