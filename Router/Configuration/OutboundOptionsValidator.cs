using System.Net;
using Microsoft.Extensions.Options;

namespace Switchyard.Router.Configuration;

/// <summary>Checks what configuration says of addresses that requests name.</summary>
internal sealed class OutboundOptionsValidator : IValidateOptions<RouterOptions>
{
    private const string BaseUrlKey = $"{RouterOptions.SectionName}:RequestBaseUrl";

    public ValidateOptionsResult Validate(string? name, RouterOptions options)
    {
        var errors = CheckNetworks($"{BaseUrlKey}:AllowedNetworks", options.RequestBaseUrl.AllowedNetworks)
            .Concat(CheckNetworks($"{RouterOptions.SectionName}:Media:AllowedNetworks", options.Media.AllowedNetworks))
            .ToList();
        if (options.RequestBaseUrl.Enabled && options.RequestBaseUrl.AllowedHosts.All(string.IsNullOrWhiteSpace))
        {
            errors.Add($"{BaseUrlKey}:AllowedHosts: name the hosts that requests may name, or '*' for all public ones.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> CheckNetworks(string key, IEnumerable<string> networks) =>
        networks.Where(network => !IPNetwork.TryParse(network, out _)).Select(network => $"{key}: '{network}' is no network; write 10.1.0.0/16 or ::1/128.");
}
