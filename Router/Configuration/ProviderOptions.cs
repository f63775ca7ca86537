using System.Text.Json.Serialization;
using Switchyard.Providers.Catalog;
using Switchyard.Router.Tools;
using Switchyard.ToolCalls;

namespace Switchyard.Router.Configuration;

/// <summary>One provider, <c>Router:Providers:&lt;id&gt;</c>: any endpoint that speaks one of the dialects.</summary>
internal sealed class ProviderOptions
{
    /// <summary>Gets or sets the name for people. Default: the id.</summary>
    public string? Name { get; set; }

    /// <summary>Gets or sets the root of the API, for example <c>https://llm.example/v1</c>. Either this, <see cref="Endpoints"/> or <see cref="Service"/>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Gets the addresses, where there are several that serve the same models.</summary>
    public List<ProviderEndpointOptions> Endpoints { get; } = [];

    /// <summary>Gets or sets by what one of the addresses is chosen; see <see cref="BalancingOptions.Policy"/>, which is the default.</summary>
    public string? Balancing { get; set; }

    /// <summary>Gets or sets the beginning of service names (<c>inference</c> means <c>inference-0</c>, <c>inference-1</c> …) that configuration <c>services:</c> gives addresses for.</summary>
    public string? Service { get; set; }

    /// <summary>Gets or sets what is spoken there. Default: what a known provider of this id speaks, else chat completions.</summary>
    public ProviderApi? Dialect { get; set; }

    /// <summary>Gets or sets the known provider whose ways it has, such as <c>vllm</c> or <c>openai</c>: which members it takes and what its models are. Default: the one of this id, if any.</summary>
    public string? Server { get; set; }

    /// <summary>Gets or sets how its models are given tools: <c>native</c>, <c>prompted</c> or <c>rewrite</c>. Default: native.</summary>
    public ToolMode? Tools { get; set; }

    /// <summary>Gets or sets how its models write calls in text, where <see cref="Tools"/> is not native. Default: hermes.</summary>
    public ToolCallSyntax? ToolSyntax { get; set; }

    /// <summary>Gets or sets how it is asked for JSON. Default: by its own API, where it is known to have a way.</summary>
    public StructuredOutputMode? StructuredOutput { get; set; }

    /// <summary>Gets or sets whether the provider is there at all; false also turns off a known one that a variable switches on. Default: yes.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the environment variable that holds the API key. Default: none is sent.</summary>
    public string? ApiKeyVariable { get; set; }

    /// <summary>Gets headers that every request to it carries, by name. Values are kept out of all answers; a secret is better named by <see cref="HeaderVariables"/>.</summary>
    [JsonConverter(typeof(HiddenValuesConverter))]
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets more such headers, each with the environment variable that holds its value. Without the variable the header is not sent.</summary>
    public Dictionary<string, string> HeaderVariables { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets where tokens for it are fetched, in place of a key. Default: none are.</summary>
    public OAuthOptions? OAuth { get; set; }

    /// <summary>Gets the classes of data it may receive: <c>public</c>, <c>internal</c>, <c>confidential</c>. Default: all where the provider runs on this machine or is a node, else the first two.</summary>
    public List<string> DataClasses { get; } = [];

    /// <summary>Gets what it may be used for: <c>chat</c>, <c>messages</c>, <c>responses</c>, <c>completions</c>, <c>embeddings</c>, <c>tokenize</c>, <c>count_tokens</c>, by what the caller asks for. Default: everything.</summary>
    public List<string> AllowedTasks { get; } = [];

    /// <summary>Gets or sets how many bytes of requests it may be sent in an hour before an alarm is given, at least 1; they are sent all the same. Default: any number.</summary>
    public long? EgressLimitPerHour { get; set; }

    /// <summary>Gets what is known of its models, by name or by a beginning that ends with <c>*</c>; see <see cref="ModelOptions"/>.</summary>
    public Dictionary<string, ModelOptions> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets a key that an administrator stored; configuration cannot hold one.</summary>
    internal Secret? ApiKey { get; set; }

    /// <summary>Gets the models; none means that the provider is asked for its list.</summary>
    public List<string> Models { get; } = [];
}
