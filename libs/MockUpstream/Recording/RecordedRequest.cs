using System.Text;
using System.Text.Json.Serialization;

namespace Switchyard.MockUpstream.Recording;

/// <summary>A request the server received, and what became of it. Thread-safe; changes until it has ended.</summary>
public sealed class RecordedRequest
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _body;
    private volatile Outcome? _outcome;
    private int _tokens;

    internal RecordedRequest(long number, string method, string path, IReadOnlyDictionary<string, string> headers, byte[] body, DateTimeOffset receivedAt)
    {
        Number = number;
        Method = method;
        Path = path;
        Headers = headers;
        _body = body;
        ReceivedAt = receivedAt;
    }

    /// <summary>Gets the number of the request since the server started, from 1.</summary>
    public long Number { get; }

    /// <summary>Gets the method.</summary>
    public string Method { get; }

    /// <summary>Gets path and query.</summary>
    public string Path { get; }

    /// <summary>Gets the headers; names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    internal int BodyBytes => _body.Length;

    /// <summary>Gets the body's bytes.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Bytes => _body;

    /// <summary>Gets the body as text.</summary>
    public string Body => Encoding.UTF8.GetString(_body);

    /// <summary>Gets when it was received whole.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>Gets when the exchange ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt => _outcome?.At;

    /// <summary>Gets the name of the scenario it was answered with.</summary>
    public string Scenario { get; internal set; } = string.Empty;

    /// <summary>Gets the status it was answered with; 0 before the headers.</summary>
    public int Status { get; internal set; }

    /// <summary>Gets how many tokens of a stream were sent.</summary>
    public int Tokens
    {
        get => Volatile.Read(ref _tokens);
        internal set => Volatile.Write(ref _tokens, value);
    }

    /// <summary>Gets how far the exchange is.</summary>
    public RequestState State => _outcome?.State ?? RequestState.Open;

    /// <summary>Gets a task that ends with the exchange.</summary>
    [JsonIgnore]
    public Task Ended => _ended.Task;

    internal void End(RequestState state, DateTimeOffset at)
    {
        _outcome = new Outcome(state, at);
        _ended.TrySetResult();
    }

    // One reference, so that nobody reads half of it.
    private sealed record Outcome(RequestState State, DateTimeOffset At);
}
