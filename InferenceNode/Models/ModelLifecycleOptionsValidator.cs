using Microsoft.Extensions.Options;

namespace Switchyard.InferenceNode.Models;

[OptionsValidator]
internal sealed partial class ModelLifecycleOptionsValidator : IValidateOptions<ModelLifecycleOptions>;
