namespace Aspire.Hosting.ApplicationModel;

/// <summary>A PostgreSQL server.</summary>
public sealed class PostgresServerResource : Resource, IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal PostgresServerResource(string name)
        : base(name)
    {
    }

    /// <summary>Gets the name of the superuser, or null for <c>postgres</c>.</summary>
    internal ParameterResource? UserName { get; init; }

    /// <summary>Gets the superuser's password, or null when one is generated.</summary>
    internal ParameterResource? Password { get; init; }
}
