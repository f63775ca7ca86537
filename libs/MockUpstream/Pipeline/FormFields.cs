using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Switchyard.MockUpstream.Dialects;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>Reads a form as an object: its fields as texts, those that may be there several times (<c>name[]</c>) as lists, and of its files their lengths.</summary>
internal static class FormFields
{
    /// <exception cref="BadRequestException">It is no form.</exception>
    public static async Task<JsonDocument> ReadAsync(string? contentType, byte[] body, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || type.MediaType != "multipart/form-data" || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary)
        {
            throw new BadRequestException("Could not parse multipart form");
        }

        try
        {
            return await ReadAsync(new MultipartReader(boundary.ToString(), new MemoryStream(body)), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new BadRequestException($"Could not parse multipart form ({exception.Message})");
        }
    }

    private static async Task<JsonDocument> ReadAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        var (members, lists) = (new List<string>(), new Dictionary<string, List<string>>(StringComparer.Ordinal));
        while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
        {
            var disposition = section.GetContentDispositionHeader() ?? throw new BadRequestException("Could not parse multipart form");
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            using var content = new MemoryStream();
            await section.Body.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
            if (disposition.IsFileDisposition())
            {
                members.Add($"{Json.Quote(name)}:{content.Length.ToString(CultureInfo.InvariantCulture)}");
                continue;
            }

            var value = Json.Quote(Encoding.UTF8.GetString(content.ToArray()));
            if (name.EndsWith("[]", StringComparison.Ordinal))
            {
                (lists.TryGetValue(name[..^2], out var list) ? list : lists[name[..^2]] = []).Add(value);
            }
            else
            {
                members.Add($"{Json.Quote(name)}:{value}");
            }
        }

        members.AddRange(lists.Select(static list => $"{Json.Quote(list.Key)}:[{string.Join(',', list.Value)}]"));
        return JsonDocument.Parse($"{{{string.Join(',', members)}}}");
    }
}
