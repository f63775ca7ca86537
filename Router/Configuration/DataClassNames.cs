namespace Switchyard.Router.Configuration;

/// <summary>How confidential a request may be, from the least to the most.</summary>
internal static class DataClassNames
{
    public const string Public = "public";
    public const string Internal = "internal";
    public const string Confidential = "confidential";

    public static IReadOnlyList<string> All { get; } = [Public, Internal, Confidential];

    /// <summary>Finds the names in <paramref name="names"/> that are none.</summary>
    public static IEnumerable<string> Check(string key, params IEnumerable<string> names) =>
        names.Where(name => !All.Contains(name, StringComparer.Ordinal)).Select(name => $"{key}: '{name}' is no data class; there are {string.Join(", ", All)}.");
}
