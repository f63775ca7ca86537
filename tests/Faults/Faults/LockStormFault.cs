using Npgsql;

namespace Switchyard.Faults.Faults;

/// <summary>Others lock jobs' rows in orders of their own: statements wait for each other, some of them in circles.</summary>
internal sealed class LockStormFault() : Fault("F42 storm of locks and deadlocks")
{
    private const int Stormers = 3;
    private const string Lock = "select id from queue.jobs where id = (select id from queue.jobs where state < 3 order by random() limit 1) for update";

    public override async Task RunAsync(FaultScene scene)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(scene.Token);
        over.CancelAfter(scene.Between(4, 6));
        await Task.WhenAll(Enumerable.Range(0, Stormers).Select(_ => StormAsync(scene.System.Stores.ConnectionString, over.Token)));
    }

    private static async Task StormAsync(string connectionString, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(over);
                await using var transaction = await connection.BeginTransactionAsync(over);
                for (var row = 0; row < 4; row++)
                {
                    await using var command = new NpgsqlCommand(Lock, connection, transaction);
                    await command.ExecuteNonQueryAsync(over);
                    await Task.Delay(50, over);
                }
            }
            catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
            {
                // It lost against another, or it is over.
            }
        }
    }
}
