using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Model;

namespace Switchyard.Hosting.Stores;

/// <summary>The addresses and passwords of the stores, as the processes that use them get to know them.</summary>
internal sealed class StoreConnections(Topology topology, SecretStore secrets)
{
    public const string Host = "127.0.0.1";

    /// <summary>The role services use: it owns its databases and is no superuser.</summary>
    public const string ServiceRole = "switchyard";

    private const string DefaultSuperuser = "postgres";

    public string PasswordOf(RedisResource redis)
    {
        return redis.Password?.GetValue() ?? secrets.GetOrCreate(redis.Name);
    }

    public static string SuperuserOf(PostgresServerResource server)
    {
        return server.UserName?.GetValue() ?? DefaultSuperuser;
    }

    public string SuperuserPasswordOf(PostgresServerResource server)
    {
        return server.Password?.GetValue() ?? secrets.GetOrCreate(server.Name);
    }

    public string ServicePasswordOf(PostgresServerResource server)
    {
        return secrets.GetOrCreate($"{server.Name}-{ServiceRole}");
    }

    public int PortOf(Resource store)
    {
        return topology.PortOf(store, EndpointConfig.Tcp);
    }

    /// <summary>Gets the connection string of a store as its client library reads it.</summary>
    public string ConnectionString(Resource store)
    {
        return store switch
        {
            RedisResource redis => $"{Host}:{PortOf(redis)},password={PasswordOf(redis)}",
            PostgresServerResource server => ServerString(server),
            PostgresDatabaseResource database => $"{ServerString(database.Server)};Database={database.DatabaseName}",
            _ => throw new DistributedApplicationException($"'{store.Name}' has no connection string."),
        };
    }

    /// <summary>Gets the parts of the connection, each of which becomes a variable of its own.</summary>
    public IEnumerable<KeyValuePair<string, string>> Properties(Resource store)
    {
        return store switch
        {
            RedisResource redis => Properties(redis),
            PostgresServerResource server => Properties(server),
            PostgresDatabaseResource database => Properties(database),
            _ => [],
        };
    }

    private string ServerString(PostgresServerResource server)
    {
        return $"Host={Host};Port={PortOf(server)};Username={ServiceRole};Password={ServicePasswordOf(server)}";
    }

    private IEnumerable<KeyValuePair<string, string>> Properties(RedisResource redis)
    {
        var password = PasswordOf(redis);
        yield return new("HOST", Host);
        yield return new("PORT", $"{PortOf(redis)}");
        yield return new("PASSWORD", password);
        yield return new("URI", $"redis://:{Uri.EscapeDataString(password)}@{Host}:{PortOf(redis)}");
    }

    private IEnumerable<KeyValuePair<string, string>> Properties(PostgresServerResource server)
    {
        var password = ServicePasswordOf(server);
        yield return new("HOST", Host);
        yield return new("PORT", $"{PortOf(server)}");
        yield return new("USERNAME", ServiceRole);
        yield return new("PASSWORD", password);
        yield return new("URI", $"postgresql://{ServiceRole}:{password}@{Host}:{PortOf(server)}");
        yield return new("JDBCCONNECTIONSTRING", $"jdbc:postgresql://{Host}:{PortOf(server)}");
    }

    private IEnumerable<KeyValuePair<string, string>> Properties(PostgresDatabaseResource database)
    {
        foreach (var (name, value) in Properties(database.Server))
        {
            yield return new(name, name is "URI" or "JDBCCONNECTIONSTRING" ? $"{value}/{database.DatabaseName}" : value);
        }

        yield return new("DATABASENAME", database.DatabaseName);
    }
}
