using Switchyard.Tests.Common.Databases;

[assembly: AssemblyFixture(typeof(Switchyard.Events.Redis.Tests.RedisFixture))]

namespace Switchyard.Events.Redis.Tests;

/// <summary>One Redis for all tests that leave it alone; each uses names of its own.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private RedisServer? _server;

    public RedisServer Server => _server ?? throw new InvalidOperationException("It is started before the first test.");

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
