namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>
/// Formats as regular expressions of strings to write. Each is a part of what its standard allows, so that whoever checks the format agrees:
/// years have four digits and no leading zero, host names at most four labels of 32, addresses their common forms.
/// </summary>
internal static class StringFormats
{
    private const string Year = "[1-9]\\d{3}";
    private const string LeapYear = "(?:[1-9]\\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)";
    private const string MonthAndDay = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))";
    private const string Date = $"(?:{Year}-{MonthAndDay}|{LeapYear}-02-29)";
    private const string Time = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)";
    private const string Octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private const string Group = "[0-9a-fA-F]{1,4}";
    private const string Host = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?";
    private const string MailName = "[A-Za-z0-9_+-]+(?:\\.[A-Za-z0-9_+-]+)*";
    private const string MailDomain = "(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,}";
    private const string UriCharacter = "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})";
    private const string UriHost = "[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?";
    private const string DateDuration = "(?:\\d{1,4}Y(?:\\d{1,4}M)?(?:\\d{1,4}D)?|\\d{1,4}M(?:\\d{1,4}D)?|\\d{1,4}D)";
    private const string TimeDuration = "T(?:\\d{1,4}H(?:\\d{1,4}M)?(?:\\d{1,4}S)?|\\d{1,4}M(?:\\d{1,4}S)?|\\d{1,4}S)";

    private static readonly Dictionary<string, string> s_patterns = new(StringComparer.Ordinal)
    {
        ["date"] = Date,
        ["time"] = Time,
        ["date-time"] = $"{Date}T{Time}",
        ["duration"] = $"P(?:{DateDuration}(?:{TimeDuration})?|{TimeDuration}|\\d{{1,4}}W)",
        ["email"] = $"{MailName}@{MailDomain}",
        ["uuid"] = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
        ["ipv4"] = $"{Octet}(?:\\.{Octet}){{3}}",
        ["ipv6"] = WriteIPv6(),
        ["hostname"] = $"{Host}(?:\\.{Host}){{0,3}}",
        ["uri"] = $"[a-z][a-z0-9+.-]*://{UriHost}(?::\\d{{1,5}})?(?:/{UriCharacter}*)*(?:\\?(?:{UriCharacter}|[/?])*)?(?:#(?:{UriCharacter}|[/?])*)?",
    };

    /// <summary>Finds a format's pattern, anchored at both ends, or null.</summary>
    public static string? Find(string name) => s_patterns.TryGetValue(name, out var pattern) ? $"^(?:{pattern})$" : null;

    // Eight groups, or fewer with one "::" somewhere: before it up to seven, after it as many as then fit.
    private static string WriteIPv6()
    {
        var forms = Enumerable.Range(2, 5).Select(before => $"(?:{Group}:){{1,{before}}}(?::{Group}){{1,{7 - before}}}");
        string[] rest = [$"(?:{Group}:){{7}}{Group}", $"(?:{Group}:){{1,7}}:", $"{Group}:(?::{Group}){{1,6}}", $":(?:(?::{Group}){{1,7}}|:)"];
        return string.Join('|', rest.Concat(forms));
    }
}
