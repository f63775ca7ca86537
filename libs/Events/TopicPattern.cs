namespace Switchyard.Events;

/// <summary>
/// Topics somebody is interested in. Topics are words with dots between; in a pattern <c>*</c> stands for one word, and <c>#</c>, as the last word, for all that
/// follow, of which there may be none: <c>runs.*.ended</c>, <c>runs.#</c>.
/// </summary>
public sealed class TopicPattern
{
    /// <summary>The longest topic or pattern in UTF-16 units.</summary>
    public const int MaxLength = 255;

    private const string AnyWord = "*";
    private const string AnyRest = "#";

    private readonly string _text;
    private readonly string[] _words;

    private TopicPattern(string text) => (_text, _words) = (text, text.Split('.'));

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="ArgumentException">It is none; the message says why.</exception>
    public static TopicPattern Parse(string pattern) =>
        FindPatternMistake(pattern) is { } mistake ? throw new ArgumentException($"'{pattern}' is no pattern of topics. {mistake}", nameof(pattern)) : new TopicPattern(pattern);

    /// <summary>Whether <see cref="Parse"/> reads a text.</summary>
    public static bool IsPattern(string? text) => FindPatternMistake(text) is null;

    /// <summary>Whether <paramref name="topic"/> is one of these.</summary>
    public bool Matches(ReadOnlySpan<char> topic)
    {
        var rest = topic;
        var isEnd = false;
        foreach (var word in _words)
        {
            if (word == AnyRest)
            {
                return true;
            }

            if (isEnd)
            {
                return false;
            }

            var dot = rest.IndexOf('.');
            isEnd = dot < 0;
            var next = isEnd ? rest : rest[..dot];
            if (word != AnyWord && !next.SequenceEqual(word))
            {
                return false;
            }

            rest = isEnd ? default : rest[(dot + 1)..];
        }

        return isEnd;
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    /// <summary>Whether a text is a topic: 1 to <see cref="MaxLength"/> UTF-16 units, words with dots between, none of them empty, and no wildcard.</summary>
    public static bool IsTopic(string? text) => FindMistake(text) is null && !text.AsSpan().ContainsAny('*', '#');

    private static string? FindPatternMistake(string? text)
    {
        if (FindMistake(text) is { } mistake)
        {
            return mistake;
        }

        var words = text!.Split('.');
        return words.FirstOrDefault(word => word.Length > 1 && word.AsSpan().ContainsAny('*', '#')) is { } mixed ? $"'{mixed}' is no word: '*' and '#' stand for whole words."
            : Array.IndexOf(words, AnyRest) is var place && place >= 0 && place < words.Length - 1 ? "'#' may only be the last word."
            : null;
    }

    private static string? FindMistake(string? text) => text switch
    {
        null or "" => "It is empty.",
        { Length: > MaxLength } => $"It has more than {MaxLength} characters.",
        _ when text[0] == '.' || text[^1] == '.' || text.Contains("..", StringComparison.Ordinal) => "It has an empty word: between two dots, before the first or after the last.",
        _ => null,
    };
}
