namespace Switchyard.Redaction;

/// <summary>Tells addresses of people from what is written with the same sign: versions of packages, sizes of pictures, machines, labels in programs.</summary>
internal static class AddressForm
{
    public static bool IsMeant(string text, int start, int end)
    {
        var match = text.AsSpan(start, end - start);
        var sign = match.Contains('@') ? "@" : "%40";
        var local = match[..match.LastIndexOf(sign)];
        var domain = match[(local.Length + sign.Length)..];
        return char.IsLetter(domain[domain.LastIndexOf('.') + 1]) && !IsVersion(domain) && !IsScale(domain) && local is not ("git" or "this" or "super");
    }

    private static bool IsVersion(ReadOnlySpan<char> domain)
    {
        var rest = domain.TrimStart("0123456789");
        return rest.Length < domain.Length && rest.Length > 1 && rest[0] == '.' && char.IsAsciiDigit(rest[1]);
    }

    private static bool IsScale(ReadOnlySpan<char> domain) => domain.Length > 2 && char.IsAsciiDigit(domain[0]) && domain[1] == 'x' && domain[2] == '.';
}
