namespace Switchyard.Providers.Catalog;

/// <summary>Reads the addresses people put into variables: <c>http://host:1234/v1</c>, <c>host</c>, <c>host:port</c>, <c>:port</c>, <c>0.0.0.0</c>.</summary>
public static class ProviderAddress
{
    /// <summary>Reads <paramref name="text"/>; what it leaves out is taken from <paramref name="standard"/>.</summary>
    /// <exception cref="FormatException">The text is no address.</exception>
    public static Uri Parse(string? text, Uri standard)
    {
        ArgumentNullException.ThrowIfNull(standard);
        return string.IsNullOrWhiteSpace(text) ? standard
            : TryParse(text.Trim(), standard) ?? throw new FormatException($"'{text}' is not an address; write http://host:port/v1, host:port or host.");
    }

    private static Uri? TryParse(string text, Uri standard)
    {
        var hasScheme = text.Contains("://", StringComparison.Ordinal);
        text = text.StartsWith(':') ? "localhost" + text : text;
        if (!Uri.TryCreate(hasScheme ? text : "http://" + text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
        {
            return null;
        }

        var builder = new UriBuilder(uri)
        {
            // 0.0.0.0 is what a server listens on, not where it is.
            Host = uri.Host is "0.0.0.0" or "[::]" ? "localhost" : uri.Host,
            Port = !hasScheme && uri.IsDefaultPort ? standard.Port : uri.Port,
            Path = uri.AbsolutePath is "/" or "" ? standard.AbsolutePath : uri.AbsolutePath.TrimEnd('/'),
        };
        return builder.Uri;
    }
}
