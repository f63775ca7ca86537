using Microsoft.Extensions.Options;

namespace Switchyard.Router.Configuration;

/// <summary>Checks each value by itself; <see cref="RegistryOptionsValidator"/> checks them together.</summary>
[OptionsValidator]
internal sealed partial class RouterOptionsValidator : IValidateOptions<RouterOptions>;
