using System.Buffers;
using System.Text;
using System.Text.Json;
using Switchyard.Redaction;

namespace Switchyard.Router.PersonalData;

/// <summary>
/// Finds personal data and secrets in a request's body, whatever its dialect: every string is looked at, the names of members and long numbers too, and
/// files that are texts, but no bytes of others. The work grows with the body and no faster, and ends after a few places.
/// </summary>
internal static class SensitivePlaces
{
    /// <summary>How many are named at most.</summary>
    public const int MaxCount = 10;

    // As long as the shortest file worth the name; longer than any secret that is made of these characters alone.
    private const int MinFileLength = 128;
    private const string DataScheme = "data:";
    private const string Base64Label = ";base64,";

    private static readonly SearchValues<char> s_base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n");
    private static readonly SearchValues<byte> s_plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_"u8);

    /// <summary>Finds those in <paramref name="body"/>, which was checked to be JSON.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for them any longer.</exception>
    public static IReadOnlyList<SensitivePlace> Find(ReadOnlySpan<byte> body, CancellationToken cancellationToken)
    {
        List<SensitivePlace> found = [];
        var (place, kinds) = (new JsonPlace(), new SortedSet<string>(StringComparer.Ordinal));
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = JsonPlace.MaxDepth });
        while (found.Count < MaxCount && reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            place.Read(in reader);
            FindKinds(in reader, place.NameIn(body), kinds, cancellationToken);
            if (kinds.Count > 0)
            {
                var where = place.ToString(body);
                found.AddRange(kinds.Select(kind => new SensitivePlace(kind, where)).Except(found).Take(MaxCount - found.Count));
                kinds.Clear();
            }
        }

        return found;
    }

    /// <summary>Finds those in <paramref name="texts"/>, which are at <paramref name="where"/>.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for them any longer.</exception>
    public static IReadOnlyList<SensitivePlace> Find(IReadOnlyList<string> texts, string where, CancellationToken cancellationToken)
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            FindInText(text, kinds, cancellationToken);
        }

        return [.. kinds.Take(MaxCount).Select(kind => new SensitivePlace(kind, where))];
    }

    private static void FindKinds(ref readonly Utf8JsonReader reader, ReadOnlySpan<byte> name, SortedSet<string> kinds, CancellationToken cancellationToken)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName when reader.ValueSpan.ContainsAnyExcept(s_plain):
                FindInText(TextOf(in reader), kinds, cancellationToken);
                break;
            case JsonTokenType.String when TextOf(in reader) is var text:
                FindInText(FileIn(name, text, out var file) ? FileText.Read(file) ?? string.Empty : text, kinds, cancellationToken);
                break;
            case JsonTokenType.Number when reader.ValueSpan.Length >= SensitiveKinds.MinDigits:
                SensitiveKinds.FindNumbers(Encoding.UTF8.GetString(reader.ValueSpan), kinds);
                break;
        }
    }

    // A text may be JSON itself, as the arguments of calls are.
    private static void FindInText(string text, SortedSet<string> kinds, CancellationToken cancellationToken)
    {
        SensitiveKinds.Find(text, kinds, cancellationToken);
        if (text.Contains('\\', StringComparison.Ordinal))
        {
            SensitiveKinds.Find(JsonEscapes.Blank(JsonEscapes.Read(JsonText.Unescape(text)).Text), kinds, cancellationToken);
        }
    }

    private static string TextOf(ref readonly Utf8JsonReader reader)
    {
        var text = Encoding.UTF8.GetString(reader.ValueSpan);
        return reader.ValueIsEscaped ? JsonText.Unescape(text) : text;
    }

    private static bool FileIn(ReadOnlySpan<byte> name, string text, out ReadOnlySpan<char> base64)
    {
        base64 = default;
        if (text.Length < MinFileLength || !(name.SequenceEqual("data"u8) || name.SequenceEqual("file_data"u8) || name.SequenceEqual("url"u8) || name.SequenceEqual("image_url"u8)))
        {
            return false;
        }

        var comma = text.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase) ? text.IndexOf(Base64Label, StringComparison.OrdinalIgnoreCase) : -Base64Label.Length;
        if (comma == -1 || text.AsSpan(comma + Base64Label.Length).ContainsAnyExcept(s_base64))
        {
            return false;
        }

        base64 = text.AsSpan(comma + Base64Label.Length);
        return true;
    }
}
