using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router</c>: which models there are beside the local nodes', and how requests for them are routed.</summary>
internal sealed class RouterOptions
{
    public const string SectionName = "Router";

    /// <summary>Gets or sets the model of a request that names none. Default: the first model of the local nodes.</summary>
    public string? DefaultModel { get; set; }

    /// <summary>Gets or sets the model of a request for embeddings that names none. Default: the first that says it makes them.</summary>
    public string? DefaultEmbeddingModel { get; set; }

    /// <summary>Gets or sets the id of the provider that is asked for a name without provider that nothing else explains. Default: none, such a name is unknown.</summary>
    public string? DefaultProvider { get; set; }

    /// <summary>Gets or sets whether Ollama is looked for on its own port of this machine. Default: yes. <c>OLLAMA_BASE_URL</c> and <c>OLLAMA_HOST</c> name another place.</summary>
    public bool FindOllama { get; set; } = true;

    /// <summary>Gets the assemblies of plugins that add known providers, as paths; relative ones begin in the folder of the Router's program and its <c>appsettings.json</c>. They are loaded once, at the start. Default: none.</summary>
    public List<string> Plugins { get; } = [];

    /// <summary>Gets the providers by id, beside the known ones that API-key variables switch on. A known provider's id overrides what is known of it.</summary>
    public Dictionary<string, ProviderOptions> Providers { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets other names of models: name to model string. Where both end with <c>*</c>, what follows in a name is carried over.</summary>
    public Dictionary<string, string> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the routes by model string; see <see cref="RouteOptions"/>.</summary>
    public Dictionary<string, RouteOptions> Routes { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets how one of several endpoints of a model is chosen.</summary>
    [ValidateObjectMembers]
    public BalancingOptions Balancing { get; set; } = new();

    /// <summary>Gets or sets when one of several addresses is passed over.</summary>
    [ValidateObjectMembers]
    public HealthOptions Health { get; set; } = new();

    /// <summary>Gets or sets how requests are sent on.</summary>
    [ValidateObjectMembers]
    public ForwardingOptions Forwarding { get; set; } = new();

    /// <summary>Gets or sets when an upstream is asked again.</summary>
    [ValidateObjectMembers]
    public RetryOptions Retries { get; set; } = new();

    /// <summary>Gets or sets when an upstream is left alone.</summary>
    [ValidateObjectMembers]
    public BreakerOptions Breaker { get; set; } = new();

    /// <summary>Gets or sets whether a request may name its endpoint.</summary>
    public RequestBaseUrlOptions RequestBaseUrl { get; set; } = new();

    /// <summary>Gets or sets what images and documents requests may hold.</summary>
    [ValidateObjectMembers]
    public MediaOptions Media { get; set; } = new();

    /// <summary>Gets or sets how many requests are remembered with their attempts, for <c>GET /v1/requests</c>. Default 1000; 0: none.</summary>
    [Range(0, 100_000)]
    public int RememberedRequests { get; set; } = 1000;

    /// <summary>Gets or sets whether what requests say is kept beside that.</summary>
    [ValidateObjectMembers]
    public TracingOptions Tracing { get; set; } = new();

    /// <summary>Gets or sets the class of data of a request that names none: <c>public</c>, <c>internal</c> or <c>confidential</c>. Default <c>internal</c>.</summary>
    [Required]
    public string DataClass { get; set; } = DataClassNames.Internal;

    /// <summary>Gets or sets who may change the Router while it runs.</summary>
    [ValidateObjectMembers]
    public AdminOptions Admin { get; set; } = new();

    /// <summary>Gets or sets how answers that must be JSON are checked.</summary>
    [ValidateObjectMembers]
    public StructureOptions Structure { get; set; } = new();

    /// <summary>Gets or sets how several models serve one request.</summary>
    [ValidateObjectMembers]
    public StrategyOptions Strategies { get; set; } = new();

    /// <summary>Gets or sets how models are pulled.</summary>
    [ValidateObjectMembers]
    public PullOptions Pulls { get; set; } = new();

    /// <summary>Gets or sets how requests are answered later.</summary>
    [ValidateObjectMembers]
    public JobQueueOptions Queue { get; set; } = new();

    /// <summary>Gets or sets which files may be uploaded.</summary>
    [ValidateObjectMembers]
    public FilesOptions Files { get; set; } = new();

    /// <summary>Gets or sets how models are found.</summary>
    [ValidateObjectMembers]
    public DiscoveryOptions Discovery { get; set; } = new();
}
