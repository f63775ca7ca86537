using Microsoft.Extensions.Options;

namespace Switchyard.AgentHost.Tools;

/// <summary>Finds mistakes in where the web is searched.</summary>
internal sealed class WebSearchOptionsValidator : IValidateOptions<WebSearchOptions>
{
    public ValidateOptionsResult Validate(string? name, WebSearchOptions options)
    {
        List<string> mistakes = [];
        if (options.Url is { Length: > 0 } url && (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0 || address.Fragment.Length > 0))
        {
            // Not repeated: it may hold a password.
            mistakes.Add($"{WebSearchOptions.SectionName}:Url is no address that can be asked: give an absolute http or https one without user name and fragment.");
        }

        if (string.IsNullOrEmpty(options.Key) != string.IsNullOrEmpty(options.KeyHeader))
        {
            mistakes.Add($"{WebSearchOptions.SectionName}: give Key and KeyHeader together, or neither.");
        }

        if (options is { KeyHeader.Length: > 0, Key.Length: > 0 } && !IsHeader(options.KeyHeader, options.Key))
        {
            mistakes.Add($"{WebSearchOptions.SectionName}:KeyHeader is '{options.KeyHeader}': it, or its key, cannot be sent as a header.");
        }

        if (options.Key is { } key && !key.All(static letter => letter is >= ' ' and <= '~'))
        {
            mistakes.Add($"{WebSearchOptions.SectionName}:Key has characters that no header carries: only printable ASCII is sent.");
        }

        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static bool IsHeader(string name, string value)
    {
        using var request = new HttpRequestMessage();
        return request.Headers.TryAddWithoutValidation(name, value);
    }
}
