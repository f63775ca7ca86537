namespace Switchyard.Contracts.Agents;

/// <summary>A file that code of a run wrote; its content is at <c>GET /v1/runs/{id}/artifacts/{name}</c>.</summary>
public sealed record RunArtifact
{
    /// <summary>Gets its name, with folders.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how many bytes it has.</summary>
    public required long Size { get; init; }

    /// <summary>Gets what it is sent as: a picture where it is one, plain data otherwise, never anything a browser would run.</summary>
    public required string MediaType { get; init; }

    /// <summary>Gets whether its content is kept; not where it was over a bound.</summary>
    public required bool Kept { get; init; }

    /// <summary>Gets when it was written.</summary>
    public required DateTimeOffset WrittenAt { get; init; }
}
