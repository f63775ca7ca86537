namespace Switchyard.Faults.Faults;

/// <summary>All of PostgreSQL's processes are killed, and started again.</summary>
internal sealed class PostgresKilledFault() : Fault("F37 PostgreSQL killed (kill -9)")
{
    public override async Task RunAsync(FaultScene scene)
    {
        await scene.KillAsync("PostgreSQL", scene.System.Stores.Postgres.KillAsync);
        await scene.HoldAsync(scene.Between(0.5, 6));
        await scene.System.Stores.Postgres.StartAgainAsync(CancellationToken.None);
    }
}
