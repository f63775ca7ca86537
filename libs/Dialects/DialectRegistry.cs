using Switchyard.Dialects.Anthropic;
using Switchyard.Dialects.Chat;
using Switchyard.Dialects.Completions;
using Switchyard.Dialects.Gemini;
using Switchyard.Dialects.Ollama;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Responses;

namespace Switchyard.Dialects;

/// <summary>The dialects there are. Every caller's dialect works with every upstream's.</summary>
public static class DialectRegistry
{
    private static readonly OpenAIErrorWriter s_openAIErrors = new();

    // Ollama says less, in a shape this one knows.
    private static readonly OpenAIErrorReader s_openAIErrorReader = new();

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
            RequestReader = new AnthropicRequestReader(needsLimit: true),
            AnswerWriter = new AnthropicAnswerWriter(),
            ErrorWriter = new AnthropicErrorWriter(),
            CreateEventWriter = static context => new AnthropicEventWriter(context),
        },
        new()
        {
            Dialect = Dialect.Responses,
            RequestReader = new ResponsesRequestReader(),
            AnswerWriter = new ResponsesAnswerWriter(),
            ErrorWriter = s_openAIErrors,
            CreateEventWriter = static context => new ResponsesEventWriter(context),
        },
        new()
        {
            Dialect = Dialect.Completions,
            RequestReader = new CompletionsRequestReader(),
            AnswerWriter = new CompletionsAnswerWriter(),
            ErrorWriter = s_openAIErrors,
            CreateEventWriter = static context => new CompletionsEventWriter(context),
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
            ErrorReader = s_openAIErrorReader,
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
        new()
        {
            Dialect = Dialect.Gemini,
            RequestWriter = new GeminiRequestWriter(),
            AnswerReader = new GeminiAnswerReader(),
            ErrorReader = new GeminiErrorReader(),
            CreateEventReader = static context => new GeminiEventReader(context),
            Embeddings = new GeminiEmbeddings(),
        },
        new()
        {
            Dialect = Dialect.Ollama,
            RequestWriter = new OllamaRequestWriter(),
            AnswerReader = new OllamaAnswerReader(),
            ErrorReader = s_openAIErrorReader,
            CreateEventReader = static context => new OllamaEventReader(context),
            Embeddings = new OllamaEmbeddings(),
            StreamsJsonLines = true,
        },
    ];

    /// <summary>Gets what is needed for callers of Anthropic's <c>messages/count_tokens</c>, whose requests set no output limit.</summary>
    public static CallerDialect TokenCounter { get; } = Caller(Dialect.Anthropic) with { RequestReader = new AnthropicRequestReader(needsLimit: false) };

    /// <summary>Gets what is needed for callers of <paramref name="dialect"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is a dialect of upstreams only.</exception>
    public static CallerDialect Caller(Dialect dialect) =>
        Callers.FirstOrDefault(caller => caller.Dialect == dialect) ?? throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "No caller speaks this dialect.");

    /// <summary>Gets what is needed for upstreams of <paramref name="dialect"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is a dialect of callers only.</exception>
    public static UpstreamDialect Upstream(Dialect dialect) =>
        Upstreams.FirstOrDefault(upstream => upstream.Dialect == dialect) ?? throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "No upstream speaks this dialect.");
}
