namespace Switchyard.Agents.Client;

/// <summary>The Router that a <see cref="RouterChatClient"/> asks.</summary>
public sealed record RouterOptions
{
    /// <summary>Gets the Router's address, with or without <c>/v1</c>: <c>http://localhost:7170</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>Gets the model that is asked where a request names none; <see langword="null"/> for the Router's default.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the key, sent as a bearer token; <see langword="null"/> sends none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Gets headers that are sent with each request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets how long the Router may take until an answer begins. Default: 2 minutes; an answer that has begun takes the time it takes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets how often a request is sent in all, where the Router says that it could later (429, 503) or is not reached. At least 1; default: 4.</summary>
    public int MaxTries { get; init; } = 4;

    /// <summary>Gets the longest pause that the Router may ask for before the next try; who is to wait longer gets the error. Default: 1 minute.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets the name under which telemetry and results show what answered. Default: <c>router</c>.</summary>
    public string Name { get; init; } = "router";

    /// <summary>Gets the root of the API.</summary>
    /// <exception cref="ArgumentException">The address is none.</exception>
    internal Uri Endpoint
    {
        get
        {
            if (Address is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            {
                throw new ArgumentException($"'{Address}' is not a Router's address: give one like http://localhost:7170.", nameof(Address));
            }

            var root = Address.AbsoluteUri.TrimEnd('/');
            return new Uri(root.EndsWith("/v1", StringComparison.Ordinal) ? root : root + "/v1");
        }
    }
}
