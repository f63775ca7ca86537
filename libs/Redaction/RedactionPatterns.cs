using System.Text.RegularExpressions;

namespace Switchyard.Redaction;

/// <summary>The regular expressions of what is made unreadable. None backtracks, so the time each takes grows with the text and no faster; the time is limited besides, for patterns that are themselves immense.</summary>
internal static class RedactionPatterns
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets those of what everybody wants hidden, with what they find.</summary>
    /// <remarks>An answer may break off anywhere: where an end is missing, all the rest belongs to the secret.</remarks>
    public static IReadOnlyList<RedactionPattern> BuiltIn { get; } =
    [
        new(Compile(@"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]*?-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|[\s\S]*)"), "private key", Always),
        new(Compile(@"\beyJ[A-Za-z0-9_-]{16,}(?:\.[A-Za-z0-9_-]*)*"), "token", Always),
        new(Compile(@"(?i)\bbearer\s+[a-z0-9._~+/-]{16,}=*"), "token", KeyForm.IsMeant),
        new(Compile(@"(?i)\b(?:x-api-key|x-goog-api-key|api[_-]?key|aws_secret_access_key|authorization)\\*[""']?\s*[:=]\s*\\*[""']?(?:(?:bearer|basic|token)\s+)?[a-z0-9._~+/-]{8,}=*"), "API key", KeyForm.IsMeantByName),
        new(Compile(@"\b(?:sk-|(?:sk|pk|rk)_(?:live|test)_)[A-Za-z0-9_-]{16,}"), "API key", KeyForm.IsMeant),
        new(Compile(@"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"), "API key", Always),
        new(Compile(@"\bAIza[A-Za-z0-9_-]{30,}"), "API key", KeyForm.IsMeant),
        new(Compile(@"\b(?:gsk_|xai-|pplx-|hf_|r8_|npm_|glpat-|github_pat_|gh[opsur]_|xox[abeoprs]-|SG\.)[A-Za-z0-9._-]{16,}"), "API key", KeyForm.IsMeant),
        new(Compile(@"[\w.%+'-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+"), "e-mail address", AddressForm.IsMeant),
        new(Compile(@"\+[1-9](?:[ ./-]?\(?[0-9]\)?){6,14}\b"), "phone number", PhoneForm.IsMeant),
        new(Compile(@"\b00[1-9](?:[ ./-]?\(?[0-9]\)?){7,14}\b"), "phone number", PhoneForm.IsMeant),
        new(Compile(@"\b0[1-9][0-9]{1,4}[ /-][0-9](?:[ -]?[0-9]){4,9}\b"), "phone number", PhoneForm.IsMeant),
        new(Compile(@"\b0[1-9](?:(?: [0-9]{2}){4}|(?:\.[0-9]{2}){4}|(?:-[0-9]{2}){4}|[0-9]{8,10})\b"), "phone number", PhoneForm.IsMeant),
        new(Compile(@"(?:\([2-9][0-9]{2}\) ?|\b[2-9][0-9]{2}[ .-])[0-9]{3}[ .-][0-9]{4}\b"), "phone number", PhoneForm.IsMeant),
    ];

    /// <summary>Takes every match for what it looks like.</summary>
    public static bool Always(string text, int start, int end) => true;

    /// <summary>Makes one.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking.</exception>
    public static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, s_patience);
}
