using System.Net.Http.Headers;
using System.Text;

namespace Switchyard.Router.PassThrough;

/// <summary>
/// Finds the parts of a form without copying any. It takes the one way to write a form that all clients have and refuses the rest: what an upstream could
/// read as another form than the Router did would get past the choice of the model.
/// </summary>
/// <remarks>Source: RFC 7578, and RFC 2046, section 5.1.</remarks>
internal static class FormReader
{
    private const int MaxParts = 100;
    private const int MaxHeaderBytes = 8 * 1024;
    private const int MaxBoundaryLength = 70;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Gets the boundary that <paramref name="contentType"/> names; <see langword="null"/> where it is none of a form.</summary>
    public static string? BoundaryOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !string.Equals(type.MediaType, "multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var named = type.Parameters.Where(static parameter => string.Equals(parameter.Name, "boundary", StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count == 1 && named[0].Value?.Trim('"') is { Length: > 0 and <= MaxBoundaryLength } boundary && boundary.All(static character => character is > ' ' and <= '~' and not '"' and not '\\') ? boundary : null;
    }

    /// <summary>Reads the parts of <paramref name="body"/>.</summary>
    /// <exception cref="FormException">It is not in order.</exception>
    public static IReadOnlyList<FormPart> Read(ReadOnlySpan<byte> body, string boundary)
    {
        ReadOnlySpan<byte> dashes = Encoding.ASCII.GetBytes("--" + boundary);
        ReadOnlySpan<byte> delimiter = [(byte)'\r', (byte)'\n', .. dashes];
        if (!body.StartsWith(dashes))
        {
            throw new FormException("The form must begin with its boundary.");
        }

        List<FormPart> parts = [];
        var position = dashes.Length;
        while (!body[position..].StartsWith("--"u8))
        {
            if (!body[position..].StartsWith("\r\n"u8))
            {
                throw new FormException("A boundary of the form is followed by something else than a new line.");
            }

            if (parts.Count == MaxParts)
            {
                throw new FormException($"The form has more than {MaxParts} parts.");
            }

            parts.Add(ReadPart(body, position + 2, delimiter));
            position = parts[^1].End + delimiter.Length;
        }

        // Who reads on behind the end, or does not take it for one, would find more parts there.
        var rest = body[(position + 2)..];
        return (rest.IsEmpty || rest.StartsWith("\r\n"u8)) && rest.IndexOf(dashes) < 0 ? parts : throw new FormException("The last boundary of the form is followed by something else than a new line, or by another boundary.");
    }

    private static FormPart ReadPart(ReadOnlySpan<byte> body, int start, ReadOnlySpan<byte> delimiter)
    {
        var headers = body[start..Math.Min(body.Length, start + MaxHeaderBytes)].IndexOf("\r\n\r\n"u8);
        if (headers < 0)
        {
            throw new FormException("A part of the form has no headers, or too long ones.");
        }

        var content = start + headers + 4;
        var length = LengthOf(body[content..], delimiter);
        var disposition = ReadDisposition(body.Slice(start, headers));
        return new FormPart(disposition.Name!.Trim('"'), disposition.FileName is not null || disposition.FileNameStar is not null, start, content, content + length);
    }

    // A boundary behind a bare line feed, or at once, ends a part for some and not for others.
    private static int LengthOf(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> delimiter)
    {
        var found = rest.IndexOf(delimiter[1..]);
        return rest.StartsWith(delimiter[2..]) || found == 0 || (found > 0 && rest[found - 1] != '\r') ? throw new FormException("A boundary of the form does not stand on a line of its own.")
            : found < 0 ? throw new FormException("The form breaks off: its last boundary is missing.")
            : found - 1;
    }

    private static ContentDispositionHeaderValue ReadDisposition(ReadOnlySpan<byte> headers)
    {
        ContentDispositionHeaderValue? disposition = null;
        foreach (var line in Decode(headers).Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.AsSpan(0, colon).ContainsAny(' ', '\t') || line.AsSpan().ContainsAny('\r', '\n', '\0'))
            {
                throw new FormException("A part of the form has a header that cannot be read.");
            }

            var (name, value) = (line[..colon], line[(colon + 1)..]);
            if (name.Equals("Content-Disposition", StringComparison.OrdinalIgnoreCase))
            {
                disposition = disposition is null && ContentDispositionHeaderValue.TryParse(value, out var read) && IsPlain(read) ? read
                    : throw new FormException("A part of the form has a Content-Disposition that cannot be read: it must be form-data with one name.");
            }
            else if (IsEncoded(name, value))
            {
                throw new FormException($"A part of the form has the header '{name}:{value}': parts must be sent as they are, and texts in UTF-8.");
            }
        }

        return disposition ?? throw new FormException("A part of the form has no Content-Disposition.");
    }

    // What an upstream decodes nobody here has read.
    private static bool IsEncoded(string name, string value) =>
        name.Equals("Content-Transfer-Encoding", StringComparison.OrdinalIgnoreCase) ? value.Trim().ToLowerInvariant() is not ("7bit" or "8bit" or "binary")
        : name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
            && (!MediaTypeHeaderValue.TryParse(value, out var type) || type.CharSet?.Trim('"').ToLowerInvariant() is not (null or "utf-8" or "us-ascii"));

    private static bool IsPlain(ContentDispositionHeaderValue disposition) =>
        string.Equals(disposition.DispositionType, "form-data", StringComparison.OrdinalIgnoreCase)
        && disposition.Name?.Trim('"') is { Length: > 0 } name && !name.ContainsAny('"', '\\')
        && disposition.Parameters.Count(static parameter => parameter.Name.TrimEnd('*').Equals("name", StringComparison.OrdinalIgnoreCase)) == 1
        && !disposition.Parameters.Any(static parameter => parameter.Name.Equals("name*", StringComparison.OrdinalIgnoreCase));

    private static string Decode(ReadOnlySpan<byte> headers)
    {
        try
        {
            return s_strict.GetString(headers);
        }
        catch (DecoderFallbackException)
        {
            throw new FormException("A part of the form has headers that are not UTF-8.");
        }
    }
}
