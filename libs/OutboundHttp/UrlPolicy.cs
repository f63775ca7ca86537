using System.Net;

namespace Switchyard.OutboundHttp;

/// <summary>Reads an address and checks all that its text says. What it returns is what is connected to: nothing parses the text a second time.</summary>
internal sealed class UrlPolicy(HostPolicy hosts, AddressPolicy addresses)
{
    private const int MaxLength = 4096;

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <exception cref="UrlNotAllowedException">It must not be asked.</exception>
    public Uri Check(string text)
    {
        if (text.Length > MaxLength || !HasPlainAuthority(text) || !Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            throw new UrlNotAllowedException("The URL must be an absolute http or https URL in plain ASCII, without spaces, backslashes or control characters.");
        }

        Check(url);
        return url;
    }

    /// <summary>Checks an address that was read.</summary>
    private void Check(Uri url)
    {
        if (url.Scheme is not ("http" or "https"))
        {
            throw new UrlNotAllowedException("The URL's scheme must be http or https.");
        }

        if (url.UserInfo.Length > 0)
        {
            throw new UrlNotAllowedException("The URL must not hold a user name or password.");
        }

        if (url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            // A zone names an interface of this machine. The parser has brought hexadecimal, octal and short spellings into one form.
            var host = url.Host.Trim('[', ']');
            if (host.Contains('%', StringComparison.Ordinal) || !addresses.Allows(IPAddress.Parse(host)) || !hosts.AllowsLiteral(host))
            {
                throw NotPublic();
            }
        }
        else if (url.HostNameType != UriHostNameType.Dns || EndsInNumber(url.IdnHost) || !hosts.Allows(url.IdnHost))
        {
            throw new UrlNotAllowedException("The URL's host is not one that may be asked.");
        }
    }

    /// <summary>Reads where a redirect of <paramref name="from"/> leads; what is secret on the way there stays so.</summary>
    /// <exception cref="UrlNotAllowedException">It must not be followed.</exception>
    public Uri CheckRedirect(Uri from, string location)
    {
        var next = Uri.TryCreate(from, location, out var target) ? Check(target.AbsoluteUri) : throw new UrlNotAllowedException("The URL redirects to something that is no URL.");
        return from.Scheme == "https" && next.Scheme == "http" ? throw new UrlNotAllowedException("The URL redirects from https to http.") : next;
    }

    /// <summary>Makes the error of an address that is nobody's business.</summary>
    public static UrlNotAllowedException NotPublic() => new("The URL leads to an address that may not be asked: only public addresses may, and networks that configuration allows.");

    // An address in a spelling that some resolvers know and this parser does not; no top-level domain begins with a digit.
    private static bool EndsInNumber(string host)
    {
        var name = host.TrimEnd('.');
        return name.Length == 0 || char.IsAsciiDigit(name[name.LastIndexOf('.') + 1]);
    }

    // Parsers differ over what these mean, and look-alikes of dots and letters become others when a name is resolved.
    private static bool HasPlainAuthority(string text)
    {
        foreach (var character in text)
        {
            if (character is <= ' ' or > '~' or '\\')
            {
                return false;
            }
        }

        return true;
    }
}
