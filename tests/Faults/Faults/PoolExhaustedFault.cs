using Npgsql;

namespace Switchyard.Faults.Faults;

/// <summary>Somebody holds all connections that PostgreSQL has left.</summary>
internal sealed class PoolExhaustedFault() : Fault("F43 PostgreSQL's connections used up")
{
    private const int Most = 200;

    public override async Task RunAsync(FaultScene scene)
    {
        var held = new List<NpgsqlConnection>();
        try
        {
            while (held.Count < Most && await TryOpenAsync(scene) is { } connection)
            {
                held.Add(connection);
            }

            // Those that the others have are used up when they are needed anew.
            foreach (var proxy in scene.System.WorkerPostgres.Concat(scene.System.RouterPostgres))
            {
                proxy.ResetAll();
            }

            await scene.HoldAsync(scene.Between(2, 4));
        }
        finally
        {
            foreach (var connection in held)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private static async Task<NpgsqlConnection?> TryOpenAsync(FaultScene scene)
    {
        var connection = new NpgsqlConnection(scene.System.Stores.ConnectionString + ";Pooling=false");
        try
        {
            await connection.OpenAsync(scene.Token);
            return connection;
        }
        catch (NpgsqlException)
        {
            await connection.DisposeAsync();
            return null;
        }
    }
}
