using Switchyard.Tests.Common.Databases;
using Xunit;

namespace Switchyard.Router.Tests.Storage;

/// <summary>A PostgreSQL of a test's own, and routers on it.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
