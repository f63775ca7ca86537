namespace Switchyard.Router.Benchmarks.Load;

/// <summary>A load as it is asked for.</summary>
/// <remarks>Setters, because generated readers give members with <c>init</c> that are left out no default.</remarks>
internal sealed record LoadRequest
{
    /// <summary>Gets <c>run</c>; <c>hold</c>, which opens streams and leaves them open; or <c>release</c>, which closes those.</summary>
    public string Do { get; set; } = "run";

    public string Host { get; set; } = "127.0.0.1";

    public int Port { get; set; }

    public string Path { get; set; } = "/";

    public Dictionary<string, string> Headers { get; set; } = [];

    public string Body { get; set; } = string.Empty;

    /// <summary>Gets how many connections there are, hence how many requests can be under way.</summary>
    public int Connections { get; set; } = 64;

    /// <summary>Gets the arrivals a second, evenly spaced; 0 sends the next request of a connection as its last is answered.</summary>
    public double Rate { get; set; }

    public double Seconds { get; set; }

    /// <summary>Gets how long answers may still come after that.</summary>
    public double GraceSeconds { get; set; } = 2;
}
