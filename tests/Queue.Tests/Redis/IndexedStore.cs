using Npgsql;
using StackExchange.Redis;
using Switchyard.Migrations;
using Switchyard.Queue.Postgres;
using Switchyard.Queue.Redis;
using Switchyard.Queue.Tests.Stores;
using Switchyard.Tests.Common;

namespace Switchyard.Queue.Tests.Redis;

/// <summary>A store on PostgreSQL and Redis with its parts in view: its index has a clock of its own, as have its looks past it, and those who wait do not look by themselves.</summary>
internal sealed class IndexedStore : IAsyncDisposable
{
    private readonly SchemaDatabase _database;
    private readonly RedisConnection _connection;
    private readonly RedisSignals _signals;

    public IndexedStore(StoreSpace space)
    {
        _database = QueueDatabase.Open(NpgsqlDataSource.Create(space.Postgres), new QueueOptions());
        _connection = new RedisConnection(space.Redis, TimeProvider.System);
        _signals = new RedisSignals(_connection, new LocalSignals(TimeSpan.FromHours(1), TimeProvider.System));
        Index = new RedisReadyIndex(_connection, Time);
        Jobs = new PostgresJobStore(_database, new QueueOptions(), _signals, Index, Looks);
    }

    public ManualTimeProvider Time { get; } = new();

    /// <summary>Gets the clock by which it looks for what the index does not know.</summary>
    public ManualTimeProvider Looks { get; } = new();

    public RedisReadyIndex Index { get; }

    public IJobStore Jobs { get; }

    /// <summary>Waits until Redis is connected, and gets its commands.</summary>
    public async Task<IDatabase> ConnectAsync(CancellationToken cancellationToken)
    {
        await Deadline.WaitAsync(() => _connection.AskAsync(static _ => Task.FromResult(true)), TimeSpan.FromSeconds(30), "Redis to be connected", cancellationToken);
        return (await _connection.Connect()).GetDatabase();
    }

    public async ValueTask DisposeAsync()
    {
        _signals.Dispose();
        await _connection.DisposeAsync();
        await _database.DisposeAsync();
    }
}
