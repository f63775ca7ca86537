using Switchyard.Router.Balancing;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Health;

namespace Switchyard.Router.Model;

/// <summary>One address of a provider at run time. Thread-safe: the state is one immutable reference, the cool-down one number.</summary>
internal sealed class UpstreamEndpoint
{
    private readonly Uri _root;
    private readonly Uri _chat;
    private readonly Uri _completions;
    private readonly Uri _embeddings;
    private readonly Uri _tokenize;
    private long _coolUntil;
    private volatile EndpointState _state = EndpointState.Unasked;

    public UpstreamEndpoint(EndpointConfig config)
    {
        Config = config;
        _root = new Uri(config.Root.AbsoluteUri.TrimEnd('/') + "/");
        Identity = StableHash.Of(_root.AbsoluteUri);
        Models = new Uri(_root, "models");
        _chat = new Uri(_root, "chat/completions");
        _completions = new Uri(_root, "completions");
        _embeddings = new Uri(_root, "embeddings");
        _tokenize = new Uri(_root, "../tokenize");
    }

    public EndpointConfig Config { get; }

    /// <summary>Gets the work it has to do.</summary>
    public EndpointLoad Load { get; } = new();

    /// <summary>Gets what is known of its failures.</summary>
    public EndpointHealth Health { get; } = new();

    /// <summary>Gets a number that is its own in every router, whatever order the endpoints come in.</summary>
    public ulong Identity { get; }

    public Uri Models { get; }

    public EndpointState State
    {
        get => _state;
        set => _state = value;
    }

    public Uri AddressOf(UpstreamOperation operation) => operation switch
    {
        UpstreamOperation.Chat => _chat,
        UpstreamOperation.Messages => AddressOf("messages"),
        UpstreamOperation.Responses => AddressOf("responses"),
        UpstreamOperation.Completions => _completions,
        UpstreamOperation.Embeddings => _embeddings,
        UpstreamOperation.Transcription => AddressOf("audio/transcriptions"),
        UpstreamOperation.Speech => AddressOf("audio/speech"),
        UpstreamOperation.Images => AddressOf("images/generations"),
        _ => _tokenize,
    };

    /// <summary>Gets the address of a path below the API's root.</summary>
    public Uri AddressOf(string path) => new(_root, path);

    /// <summary>Says that the endpoint failed a request: others are tried before it until <paramref name="until"/>.</summary>
    public void CoolDown(DateTimeOffset until) => Volatile.Write(ref _coolUntil, until.UtcTicks);

    /// <summary>Says that the endpoint served a request.</summary>
    public void Recover() => Volatile.Write(ref _coolUntil, 0);

    /// <summary>Gets its share of the requests beside the other endpoints'.</summary>
    public double WeightAt(DateTimeOffset now) => Config.Weight * Health.ShareAt(now);

    /// <summary>Whether the endpoint should be tried before those that are not.</summary>
    public bool IsPreferred(DateTimeOffset now) => _state.Status != EndpointStatus.Unavailable && Volatile.Read(ref _coolUntil) <= now.UtcTicks && Health.EjectedUntil(now) is null;
}
