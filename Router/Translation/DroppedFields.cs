using Switchyard.Dialects;

namespace Switchyard.Router.Translation;

/// <summary>Says in a header which members of a request its upstream was not told of.</summary>
internal static class DroppedFields
{
    public const string HeaderName = "x-switchyard-dropped";

    private const int MaxFields = 32;
    private const int MaxFieldLength = 64;

    /// <summary>Names the fields, each once; <see langword="null"/> where none was dropped.</summary>
    public static string? Describe(IReadOnlyList<DroppedHint> dropped)
    {
        if (dropped.Count == 0)
        {
            return null;
        }

        var fields = dropped.Select(hint => Printable(hint.Field)).Distinct(StringComparer.Ordinal).ToList();
        return string.Join(", ", fields.Take(MaxFields)) + (fields.Count > MaxFields ? ", ..." : string.Empty);
    }

    // Names are the caller's: any text at all, of any length.
    private static string Printable(string field) =>
        string.Concat(field.Take(MaxFieldLength).Select(static character => character is > ' ' and <= '~' and not ',' ? character : '?')) + (field.Length > MaxFieldLength ? "..." : string.Empty);
}
