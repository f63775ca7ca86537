using Microsoft.Extensions.Options;

namespace Switchyard.ServiceDefaults.Security;

/// <summary>Refuses origins that could never match what a browser sends.</summary>
internal sealed class BrowserSafetyOptionsValidator : IValidateOptions<BrowserSafetyOptions>
{
    public ValidateOptionsResult Validate(string? name, BrowserSafetyOptions options)
    {
        var errors = options.AllowedOrigins.Where(origin => !IsOrigin(origin))
            .Select(origin => $"Security:AllowedOrigins has '{origin}', which is not an origin; write it as scheme://host[:port] without a path.")
            .ToArray();
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
