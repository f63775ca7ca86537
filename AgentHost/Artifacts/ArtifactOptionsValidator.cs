using Microsoft.Extensions.Options;

namespace Switchyard.AgentHost.Artifacts;

[OptionsValidator]
internal sealed partial class ArtifactOptionsValidator : IValidateOptions<ArtifactOptions>;
