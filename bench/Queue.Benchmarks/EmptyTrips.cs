using System.Diagnostics;
using Npgsql;
using StackExchange.Redis;

namespace Switchyard.Queue.Benchmarks;

/// <summary>What a job's way costs where nothing is done on it: a row is stored, the index asked, a row stored for the claim and one for the end, and one read.</summary>
internal sealed class EmptyTrips(string postgres, string? redis)
{
    private const string Store = "insert into empty_trips values (clock_timestamp())";

    public async Task<List<double>> MeasureAsync(int count)
    {
        await using var database = NpgsqlDataSource.Create(postgres + ";Max Auto Prepare=10;Auto Prepare Min Usages=2;No Reset On Close=true");
        await RunAsync(database, "create table if not exists empty_trips (at timestamptz)");
        using var connection = redis is null ? null : await ConnectionMultiplexer.ConnectAsync(redis);
        var times = new List<double>();
        for (var i = 0; i < count; i++)
        {
            await Task.Delay(QueueBench.IdlePause);
            var started = Stopwatch.GetTimestamp();
            await RunAsync(database, Store);
            if (connection is not null)
            {
                await connection.GetDatabase().PingAsync();
            }

            await RunAsync(database, Store);
            await RunAsync(database, Store);
            await RunAsync(database, "select 1");
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    private static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteScalarAsync();
    }
}
