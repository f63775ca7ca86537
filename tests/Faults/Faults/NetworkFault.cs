using Switchyard.Faults.Processes;
using Switchyard.Faults.Proxy;

namespace Switchyard.Faults.Faults;

/// <summary>Connections misbehave for a while.</summary>
/// <param name="name">Its number and name.</param>
/// <param name="where">Which connections.</param>
/// <param name="how">What happens on them.</param>
/// <param name="seconds">For how long.</param>
internal sealed class NetworkFault(string name, Func<FaultScene, IEnumerable<FaultProxy>> where, Func<Random, ProxyRules> how, double seconds) : Fault(name)
{
    /// <summary>A time that outlasts every lease.</summary>
    public static double BeyondLease { get; } = FaultSystem.Lease.TotalSeconds + 3;

    public override async Task RunAsync(FaultScene scene)
    {
        var proxies = where(scene).ToList();
        try
        {
            proxies.ForEach(proxy => proxy.Apply(how(scene.Random)));
            await scene.HoldAsync(TimeSpan.FromSeconds(seconds));
        }
        finally
        {
            proxies.ForEach(proxy => proxy.Heal());
        }
    }
}
