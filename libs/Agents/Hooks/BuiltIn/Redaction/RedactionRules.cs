using System.Text.RegularExpressions;

namespace Switchyard.Agents.Hooks.BuiltIn.Redaction;

/// <summary>The rules that come with the product. They find what has a form; a name or a secret in plain words has none.</summary>
public static class RedactionRules
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets private keys, in PEM. Where the end is missing, all the rest belongs to it.</summary>
    public static RedactionRule PrivateKeys { get; } =
        new("private key", Compile(@"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]*?-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|[\s\S]*)"));

    /// <summary>Gets keys of well-known services, by their prefixes.</summary>
    public static RedactionRule ApiKeys { get; } =
        new("API key", Compile(@"\b(?:(?:sk-|[spr]k_(?:live|test)_|AIza|gsk_|xai-|hf_|npm_|glpat-|github_pat_|gh[opsur]_|xox[abeoprs]-)[A-Za-z0-9_-]{16,}|(?:AKIA|ASIA)[A-Z0-9]{16}\b)"));

    /// <summary>Gets bearer tokens and JSON Web Tokens.</summary>
    public static RedactionRule Tokens { get; } = new("token", Compile(@"\beyJ[A-Za-z0-9_-]{16,}(?:\.[A-Za-z0-9_-]*)*|\b[Bb]earer\s+[A-Za-z0-9._~+/-]{16,}=*"));

    /// <summary>Gets e-mail addresses.</summary>
    public static RedactionRule Emails { get; } = new("e-mail address", Compile(@"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+"));

    /// <summary>Gets numbers of payment cards whose check digit is right (Luhn, ISO/IEC 7812).</summary>
    public static RedactionRule Cards { get; } = new("card number", Compile(@"\b[2-6][0-9]{3}(?:[ -]?[0-9]){9,15}\b")) { IsMeant = HasCheckDigit };

    /// <summary>Gets all of them, in the order in which they are applied.</summary>
    public static IReadOnlyList<RedactionRule> All { get; } = [PrivateKeys, Tokens, ApiKeys, Emails, Cards];

    private static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, s_patience);

    private static bool HasCheckDigit(string text)
    {
        var (sum, place) = (0, 0);
        for (var index = text.Length - 1; index >= 0; index--)
        {
            if (char.IsAsciiDigit(text[index]))
            {
                var digit = (text[index] - '0') << (place++ % 2);
                sum += digit > 9 ? digit - 9 : digit;
            }
        }

        return sum % 10 == 0;
    }
}
