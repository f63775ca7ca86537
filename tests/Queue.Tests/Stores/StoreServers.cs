using System.Collections.Concurrent;
using Npgsql;
using Switchyard.Queue.Tests.Stores;
using Switchyard.Tests.Common.Databases;

[assembly: AssemblyFixture(typeof(StoreServers))]

namespace Switchyard.Queue.Tests.Stores;

/// <summary>One PostgreSQL and one Redis for all tests. Each test borrows an empty database of both: sweeps would otherwise meet the jobs of others.</summary>
public sealed class StoreServers : IAsyncLifetime
{
    private readonly ConcurrentBag<StoreSpace> _free = [];
    private readonly SemaphoreSlim _creating = new(1);
    private PostgresServer _postgres = null!;
    private RedisServer _redis = null!;
    private int _count;

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(CancellationToken.None);
        _redis = await RedisServer.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _postgres.DisposeAsync();
        _creating.Dispose();
    }

    /// <summary>Lends empty databases.</summary>
    public async Task<StoreSpace> BorrowAsync()
    {
        var space = _free.TryTake(out var free) ? free : await CreateAsync();
        await space.ClearAsync();
        return space;
    }

    /// <summary>Takes them back.</summary>
    public void Return(StoreSpace space) => _free.Add(space);

    // Databases are copies of a template, which only one can copy at a time.
    private async Task<StoreSpace> CreateAsync()
    {
        await _creating.WaitAsync();
        try
        {
            var number = _count++;
            await new StoreSpace(_postgres.ConnectionString, string.Empty).ExecuteAsync($"create database queue{number}");
            var postgres = new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Database = $"queue{number}", MaxPoolSize = 10 };
            return new StoreSpace(postgres.ConnectionString, $"{_redis.ConnectionString},defaultDatabase={number}");
        }
        finally
        {
            _creating.Release();
        }
    }
}
