using Microsoft.Extensions.Options;

namespace Switchyard.InferenceNode.Models;

[OptionsValidator]
internal sealed partial class ModelsOptionsValidator : IValidateOptions<ModelsOptions>;
