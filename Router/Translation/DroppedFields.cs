using Switchyard.Dialects;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Translation;

/// <summary>Says in a header which members of a request its upstream was not told of, and what of its answer was left out.</summary>
internal static class DroppedFields
{
    public const string HeaderName = "x-switchyard-dropped";

    /// <summary>Stands in the header for calls that an answer held although the caller wanted no more than one.</summary>
    public const string Calls = "tool_calls";

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

    /// <summary>Adds what was left out of the answer to what was left out of the request.</summary>
    public static string? WithAnswers(string? dropped, StreamOutcome answer) =>
        answer.Tools is not { DroppedCount: > 0 } ? dropped : dropped is null ? Calls : $"{dropped}, {Calls}";

    // Names are the caller's: any text at all, of any length.
    private static string Printable(string field) =>
        string.Concat(field.Take(MaxFieldLength).Select(static character => character is > ' ' and <= '~' and not ',' ? character : '?')) + (field.Length > MaxFieldLength ? "..." : string.Empty);
}
