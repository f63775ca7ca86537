using Microsoft.Extensions.Options;
using Switchyard.Redaction;

namespace Switchyard.Router.Configuration;

/// <summary>Checks the patterns by which content is redacted: one that does not do its work must not be found out by what it left readable.</summary>
internal sealed class TracingOptionsValidator : IValidateOptions<RouterOptions>
{
    public ValidateOptionsResult Validate(string? name, RouterOptions options)
    {
        var errors = options.Tracing.RedactPatterns.Select(static pair => Check($"{RouterOptions.SectionName}:Tracing:RedactPatterns:{pair.Key}", pair.Value)).OfType<string>().ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static string? Check(string key, string pattern)
    {
        try
        {
            return string.IsNullOrEmpty(pattern) ? $"{key}: it is empty; write a regular expression or leave it out."
                : Redactor.Compile(pattern).IsMatch(string.Empty) ? $"{key}: '{pattern}' matches the empty text, and so everywhere; make it demand a character."
                : null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return $"{key}: '{pattern}' cannot be used: {exception.Message} Write a .NET regular expression without look-around, back-references and atomic groups.";
        }
    }
}
