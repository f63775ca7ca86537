using Aspire.Hosting;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Supervision;

namespace Switchyard.Hosting.Engine;

/// <summary>What can be known to be wrong before anything is started; all of it is told at once.</summary>
internal static class StartChecks
{
    public static void ThrowIfImpossible(Topology topology, IEnumerable<IWorkload> workloads)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new DistributedApplicationException("The local engine runs on Linux, on Windows in WSL. Elsewhere build with -p:Feed=full, which uses Aspire's own engine.");
        }

        var errors = workloads.Select(Check).Concat(topology.Resources.SelectMany(resource => resource.Config.Endpoints.Select(endpoint => CheckPort(topology, resource.Name, topology.PortOf(resource, endpoint.Name)))))
            .OfType<string>()
            .Distinct()
            .ToList();
        if (errors.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, errors));
        }
    }

    private static string? Check(IWorkload workload)
    {
        try
        {
            workload.Check();
            return null;
        }
        catch (DistributedApplicationException exception)
        {
            return exception.Message;
        }
    }

    private static string? CheckPort(Topology topology, string resource, int port)
    {
        if (FreePorts.IsFree(port))
        {
            return null;
        }

        var owner = PortOwner.Find(port);
        return $"Port {port} of the resource '{resource}' is in use{(owner is null ? string.Empty : $" by {owner}")}. "
            + "Stop that program, or set SWITCHYARD_PORT_OFFSET to a number that is added to all ports.";
    }
}
