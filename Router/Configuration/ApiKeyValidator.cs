using Microsoft.Extensions.Options;
using Switchyard.Providers.Catalog;

namespace Switchyard.Router.Configuration;

/// <summary>Checks that the environment's API keys can be sent in a header. What is wrong is said without the key.</summary>
internal sealed class ApiKeyValidator(IConfiguration configuration) : IValidateOptions<RouterOptions>
{
    public ValidateOptionsResult Validate(string? name, RouterOptions options)
    {
        var errors = ProviderCatalog.All.SelectMany(known => known.ApiKeyVariables)
            .Concat(options.Providers.Values.Select(provider => provider.ApiKeyVariable))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Where(variable => configuration[variable] is { } key && key.Trim().Any(character => character is < ' ' or > '~'))
            .Select(variable => $"{variable}: the API key may hold printable ASCII characters only; set it again without line breaks and other such characters.")
            .ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
