using Microsoft.Extensions.Options;

namespace Switchyard.ServiceDefaults;

/// <summary>Refuses values out of range when the service starts.</summary>
[OptionsValidator]
internal sealed partial class ServiceDefaultsOptionsValidator : IValidateOptions<ServiceDefaultsOptions>;
