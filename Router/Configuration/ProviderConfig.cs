using System.Collections.Frozen;
using System.Collections.Immutable;
using Switchyard.Dialects;
using Switchyard.Dialects.Requests;
using Switchyard.Providers.Catalog;
using Switchyard.Router.Metadata;
using Switchyard.Router.Plugins;
using Switchyard.Router.Tools;
using Switchyard.ToolCalls;

namespace Switchyard.Router.Configuration;

/// <summary>A provider as configuration asks for it: all that is decided before anything is tried.</summary>
internal sealed record ProviderConfig(string Id, string Name, ProviderKind Kind)
{
    /// <summary>Gets where it is.</summary>
    public required ImmutableArray<EndpointConfig> Endpoints { get; init; }

    /// <summary>Gets the dialect it is asked in. Default: OpenAI's chat completions.</summary>
    public UpstreamDialect Dialect { get; init; } = DialectRegistry.Upstream(Dialects.Dialect.Chat);

    /// <summary>Gets the plugin whose ways it has; <see langword="null"/> where the Router knows them itself.</summary>
    public ProviderPlugin? Plugin { get; init; }

    /// <summary>Gets the known provider whose ways it has. Default: the one of this id, if any.</summary>
    public string Server { get; init; } = Id;

    /// <summary>Gets what is particular about it within its dialect.</summary>
    public UpstreamTraits Traits => field ??= KnownTraits.Of(Server, Kind);

    /// <summary>Gets how its models are given tools.</summary>
    public ToolMode Tools { get; init; }

    /// <summary>Gets how its models write calls in text.</summary>
    public ToolCallSyntax ToolSyntax { get; init; }

    /// <summary>Gets how it is told to go on with a text.</summary>
    public PrefillStyle Prefill => Dialect.Dialect is Dialects.Dialect.Anthropic or Dialects.Dialect.Ollama ? PrefillStyle.LastMessage
        : Dialect.Dialect == Dialects.Dialect.Chat ? Traits.Prefill
        : PrefillStyle.None;

    /// <summary>Gets the object this was read from; another one of the same id is a changed provider.</summary>
    public object Source { get; init; } = new();

    /// <summary>Gets the key requests are sent with.</summary>
    public Secret? ApiKey { get; init; }

    /// <summary>Gets the headers that requests carry beside the key.</summary>
    public ImmutableArray<ProviderHeader> Headers { get; init; } = [];

    /// <summary>Gets where tokens are fetched that requests carry in place of a key.</summary>
    public OAuthConfig? OAuth { get; init; }

    /// <summary>Gets whether requests carry anything that says who asks.</summary>
    public bool IsAuthenticated => ApiKey is not null || OAuth is not null || !Headers.IsEmpty;

    /// <summary>Gets whether it can be told to fetch models and to remove them: Ollama can.</summary>
    public bool CanPull => Server == "ollama" || Dialect.Dialect == Dialects.Dialect.Ollama;

    /// <summary>Gets the models named in configuration; empty means that the provider is asked.</summary>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>Gets what an operator says of its models, by name or by a beginning that ends with <c>*</c>.</summary>
    public IReadOnlyDictionary<string, ModelOptions> Metadata { get; init; } = FrozenDictionary<string, ModelOptions>.Empty;

    /// <summary>Gets the classes of data it may receive.</summary>
    public ImmutableArray<string> DataClasses { get; init; } = [DataClassNames.Public, DataClassNames.Internal];

    /// <summary>Gets whether an operator named fewer than all classes.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>Gets the names of what it may be used for; empty means everything.</summary>
    public ImmutableArray<string> AllowedTasks { get; init; } = [];

    /// <summary>Gets how many bytes of requests in an hour are no reason for an alarm; <see langword="null"/> where none is given.</summary>
    public long? EgressLimitPerHour { get; init; }

    /// <summary>Gets by what one of its addresses is chosen; <see langword="null"/> leaves it to the Router's setting.</summary>
    public BalancingPolicyKind? Balancing { get; init; }

    /// <summary>Gets the beginnings of model names that belong to this provider alone.</summary>
    public ImmutableArray<string> ModelPrefixes { get; init; } = [];

    /// <summary>Gets how it is asked for JSON; <see langword="null"/> leaves it to what is known of it.</summary>
    public StructuredOutputMode? StructuredOutput { get; init; }

    /// <summary>Gets what is particular about it where its model <paramref name="model"/> is asked.</summary>
    public UpstreamTraits TraitsOf(string model) => ModelCatalog.ThinkingOf(this, model) switch
    {
        ThinkingStyle.Adaptive => Traits with { HasAdaptiveThinking = true },
        ThinkingStyle.Levels => Traits with { HasThinkingLevels = true },
        _ => Traits,
    };

    /// <summary>Whether it has to be asked in words for an answer of <paramref name="kind"/>. Anthropic has no way to ask for any object, DeepSeek none for a schema (their API references).</summary>
    public bool IsPromptedFor(ResponseFormatKind kind) => StructuredOutput is { } mode ? mode == StructuredOutputMode.Prompted
        : kind == ResponseFormatKind.JsonObject ? Dialect.Dialect == Dialects.Dialect.Anthropic
        : Server == "deepseek";

    /// <summary>Whether it may be used for <paramref name="task"/>.</summary>
    public bool MayDo(string task) => AllowedTasks.IsEmpty || AllowedTasks.Contains(task, StringComparer.Ordinal);

    /// <summary>Whether its requests carry the same as those of <paramref name="other"/>.</summary>
    public bool HasCredentialsOf(ProviderConfig other) =>
        ApiKey?.Reveal() == other.ApiKey?.Reveal() && OAuth == other.OAuth && Headers.SequenceEqual(other.Headers);

    /// <summary>Whether data of <paramref name="dataClass"/> may be sent to it.</summary>
    public bool MayReceive(string dataClass) => DataClasses.Contains(dataClass, StringComparer.Ordinal);
}
