using Switchyard.Faults.Proxy;

namespace Switchyard.Faults.Faults;

/// <summary>All connections there are to a store are reset, some times.</summary>
internal sealed class ConnectionsResetFault(string name, Func<FaultScene, IEnumerable<FaultProxy>> where) : Fault(name)
{
    private const int Times = 5;

    public override async Task RunAsync(FaultScene scene)
    {
        for (var time = 0; time < Times; time++)
        {
            foreach (var proxy in where(scene))
            {
                proxy.ResetAll();
            }

            await scene.HoldAsync(scene.Between(0.1, 1));
        }
    }
}
