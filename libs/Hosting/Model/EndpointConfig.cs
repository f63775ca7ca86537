namespace Switchyard.Hosting.Model;

/// <summary>An endpoint as the composition asked for it.</summary>
internal sealed record EndpointConfig
{
    public const string Http = "http";
    public const string Tcp = "tcp";

    public required string Name { get; init; }

    /// <summary>Gets the port others use, or null for any free one.</summary>
    public int? Port { get; init; }

    /// <summary>Gets the port of the process itself, where it differs.</summary>
    public int? TargetPort { get; init; }

    /// <summary>Gets the variable that tells the process its own port.</summary>
    public string? PortVariable { get; init; }

    public bool? IsProxied { get; init; }

    /// <summary>Says whether a proxy stands before the process.</summary>
    public bool NeedsProxy(int replicas)
    {
        return IsProxied == true || replicas > 1 || (TargetPort is not null && TargetPort != Port);
    }
}
