using Aspire.Hosting;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.Stores;

namespace Switchyard.Cli.Doctor;

/// <summary>The programs of the stores.</summary>
internal static class StoreChecks
{
    public static CheckResult[] Run() => [CheckRedis(), Check("PostgreSQL", () => PostgresInstallation.Find(null).Server), CheckAccount(), .. CheckHelpers()];

    private static CheckResult CheckRedis() => Executables.Find("redis-server") is { } path
        ? CheckResult.Good($"Redis: {path}")
        : CheckResult.Bad("redis-server is missing", "On Debian: sudo apt-get install redis-server; run.sh does it where it may.");

    // setsid keeps the terminal's Ctrl-C from the services; setpriv starts PostgreSQL under its account.
    private static IEnumerable<CheckResult> CheckHelpers() =>
        from name in (string[])(PostgresAccount.IsOther ? ["setsid", "setpriv"] : ["setsid"])
        select Executables.Find(name) is { } path ? CheckResult.Good($"{name}: {path}") : CheckResult.Bad($"{name} is missing", "It comes with util-linux. On Debian: sudo apt-get install util-linux.");

    private static CheckResult CheckAccount() => Check("Account for PostgreSQL", () =>
    {
        PostgresAccount.Check();
        return PostgresAccount.IsOther ? "postgres" : "your own";
    });

    // The engine's own checks, so that both say the same.
    private static CheckResult Check(string what, Func<string> find)
    {
        try
        {
            return CheckResult.Good($"{what}: {find()}");
        }
        catch (DistributedApplicationException exception)
        {
            return CheckResult.Bad($"{what} is missing", exception.Message);
        }
    }
}
