namespace Aspire.Hosting.ApplicationModel;

/// <summary>A PostgreSQL server.</summary>
/// <param name="name">The name of the resource.</param>
public sealed class PostgresServerResource(string name)
    : Resource(name), IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>Gets the name of the superuser, or null for <c>postgres</c>.</summary>
    internal ParameterResource? UserName { get; init; }

    /// <summary>Gets the superuser's password, or null when one is generated.</summary>
    internal ParameterResource? Password { get; init; }
}
