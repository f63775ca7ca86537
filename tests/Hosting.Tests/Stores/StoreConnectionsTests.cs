using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Stores;

namespace Switchyard.Hosting.Tests.Stores;

public sealed class StoreConnectionsTests : IDisposable
{
    private readonly RedisResource _redis = new("cache") { Password = new ParameterResource("cache-password", () => "p w", secret: true) };
    private readonly PostgresServerResource _server = new("postgres");
    private readonly PostgresDatabaseResource _database;
    private readonly StoreFixture _fixture;
    private readonly StoreConnections _connections;

    public StoreConnectionsTests()
    {
        _redis.Config.AddEndpoint(new EndpointConfig { Name = EndpointConfig.Tcp });
        _server.Config.AddEndpoint(new EndpointConfig { Name = EndpointConfig.Tcp });
        _database = new PostgresDatabaseResource("switchyard", "switchyard_db", _server);
        _fixture = new StoreFixture(_redis, _server, _database);
        _connections = _fixture.Connections;
    }

    [Fact]
    public void ConnectionString_OfRedis_IsAspires()
    {
        Assert.Equal($"127.0.0.1:{_connections.PortOf(_redis)},password=p w", _connections.ConnectionString(_redis));
    }

    [Fact]
    public void ConnectionString_OfADatabase_NamesRoleAndDatabase()
    {
        Assert.Equal(
            $"Host=127.0.0.1;Port={_connections.PortOf(_server)};Username=switchyard;Password={_connections.ServicePasswordOf(_server)};Database=switchyard_db",
            _connections.ConnectionString(_database));
    }

    [Fact]
    public void ServicesPassword_IsNotTheSuperusers()
    {
        Assert.NotEqual(_connections.SuperuserPasswordOf(_server), _connections.ServicePasswordOf(_server));
    }

    [Fact]
    public void Properties_OfRedis_AreAspires()
    {
        var port = _connections.PortOf(_redis);

        Assert.Equal(
            [new("HOST", "127.0.0.1"), new("PORT", $"{port}"), new("PASSWORD", "p w"), new("URI", $"redis://:p%20w@127.0.0.1:{port}")],
            _connections.Properties(_redis));
    }

    [Fact]
    public void Properties_OfADatabase_AddItsName()
    {
        var port = _connections.PortOf(_server);
        var password = _connections.ServicePasswordOf(_server);

        Assert.Equal(
            [
                new("HOST", "127.0.0.1"), new("PORT", $"{port}"), new("USERNAME", "switchyard"), new("PASSWORD", password),
                new("URI", $"postgresql://switchyard:{password}@127.0.0.1:{port}/switchyard_db"),
                new("JDBCCONNECTIONSTRING", $"jdbc:postgresql://127.0.0.1:{port}/switchyard_db"),
                new("DATABASENAME", "switchyard_db"),
            ],
            _connections.Properties(_database));
    }

    public void Dispose()
    {
        _fixture.Dispose();
    }
}
