namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of a PostgreSQL server.</summary>
public sealed class PostgresDatabaseResource : Resource, IResourceWithConnectionString
{
    internal PostgresDatabaseResource(string name, string databaseName, PostgresServerResource server)
        : base(name)
    {
        DatabaseName = databaseName;
        Server = server;
    }

    /// <summary>Gets the name of the database on the server.</summary>
    public string DatabaseName { get; }

    /// <summary>Gets the server that holds the database.</summary>
    internal PostgresServerResource Server { get; }
}
