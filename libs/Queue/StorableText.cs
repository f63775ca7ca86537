namespace Switchyard.Queue;

/// <summary>Text that every store can keep: PostgreSQL has no zero characters, and UTF-8 has no halves of surrogate pairs.</summary>
internal static class StorableText
{
    private const char Replacement = '\ufffd';
    private const int MaxCode = 100;
    private const int MaxMessage = 2_000;

    /// <summary>Gets whether the text can be kept as it is.</summary>
    public static bool CanKeep(string text) => !text.Contains('\0', StringComparison.Ordinal) && (!text.Any(char.IsSurrogate) || text == WithoutHalves(text));

    /// <summary>Gets the text with a replacement character for each that cannot be kept.</summary>
    public static string Of(string text) => CanKeep(text) ? text : WithoutHalves(text.Replace('\0', Replacement));

    /// <summary>Gets the failure with texts that can be kept, and that are no longer than people read: some upstreams answer with whole pages, and each attempt keeps its own.</summary>
    public static JobFailure Of(JobFailure failure) => failure with { Code = Of(Cut(failure.Code, MaxCode)), Message = Of(Cut(failure.Message, MaxMessage)) };

    private static string Cut(string text, int length) => text.Length <= length ? text : $"{text.AsSpan(0, length - 1)}…";

    private static string WithoutHalves(string text) => string.Concat(text.EnumerateRunes());
}
