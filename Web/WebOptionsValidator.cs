using Microsoft.Extensions.Options;

namespace Switchyard.Web;

[OptionsValidator]
internal sealed partial class WebOptionsValidator : IValidateOptions<WebOptions>;
