using Switchyard.Dialects.Anthropic;
using Switchyard.Dialects.Chat;
using Switchyard.Dialects.OpenAI;

namespace Switchyard.Dialects;

/// <summary>The dialects there are. Every caller's dialect works with every upstream's.</summary>
public static class DialectRegistry
{
    private static readonly OpenAIErrorWriter s_openAIErrors = new();

    /// <summary>Gets the dialects callers may speak.</summary>
    public static IReadOnlyList<CallerDialect> Callers { get; } =
    [
        new()
        {
            Dialect = Dialect.Chat,
            RequestReader = new ChatRequestReader(),
            AnswerWriter = new ChatAnswerWriter(),
            ErrorWriter = s_openAIErrors,
            CreateEventWriter = static context => new ChatEventWriter(context),
        },
        new()
        {
            Dialect = Dialect.Anthropic,
            RequestReader = new AnthropicRequestReader(),
            AnswerWriter = new AnthropicAnswerWriter(),
            ErrorWriter = new AnthropicErrorWriter(),
            CreateEventWriter = static context => new AnthropicEventWriter(context),
        },
    ];

    /// <summary>Gets the dialects upstreams may speak.</summary>
    public static IReadOnlyList<UpstreamDialect> Upstreams { get; } =
    [
        new()
        {
            Dialect = Dialect.Chat,
            RequestWriter = new ChatRequestWriter(),
            AnswerReader = new ChatAnswerReader(),
            ErrorReader = new OpenAIErrorReader(),
            CreateEventReader = static context => new ChatEventReader(context),
        },
        new()
        {
            Dialect = Dialect.Anthropic,
            RequestWriter = new AnthropicRequestWriter(),
            AnswerReader = new AnthropicAnswerReader(),
            ErrorReader = new AnthropicErrorReader(),
            CreateEventReader = static _ => new AnthropicEventReader(),
        },
    ];

    /// <summary>Gets what is needed for callers of <paramref name="dialect"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is a dialect of upstreams only.</exception>
    public static CallerDialect Caller(Dialect dialect) =>
        Callers.FirstOrDefault(caller => caller.Dialect == dialect) ?? throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "No caller speaks this dialect.");

    /// <summary>Gets what is needed for upstreams of <paramref name="dialect"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is a dialect of callers only.</exception>
    public static UpstreamDialect Upstream(Dialect dialect) =>
        Upstreams.FirstOrDefault(upstream => upstream.Dialect == dialect) ?? throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "No upstream speaks this dialect.");
}
