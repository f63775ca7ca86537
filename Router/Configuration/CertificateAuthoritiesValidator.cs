using Microsoft.Extensions.Options;
using Switchyard.Router.Forwarding;

namespace Switchyard.Router.Configuration;

/// <summary>Checks that the file of authorities can be read.</summary>
internal sealed class CertificateAuthoritiesValidator : IValidateOptions<RouterOptions>
{
    public ValidateOptionsResult Validate(string? name, RouterOptions options) =>
        options.Forwarding.CertificateAuthorities is not { } path || UpstreamTrust.Read(path) is not null ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"{RouterOptions.SectionName}:Forwarding:CertificateAuthorities: '{path}' cannot be read or holds no certificate; name a file of certificates in PEM.");
}
