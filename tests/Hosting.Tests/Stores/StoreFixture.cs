using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.Stores;
using Switchyard.Hosting.Supervision;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Hosting.Tests.Stores;

/// <summary>A folder and ports of its own for a store, and what starts it until it answers.</summary>
internal sealed class StoreFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StoreFixture(params Resource[] resources)
    {
        // The postgres account must find its way to the folder.
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_001_001);
        Home = new HomeFolder(_folder.Path);
        Home.Create();
        Connections = new StoreConnections(new Topology(resources, anyPorts: true), new SecretStore(Home.Secrets));
    }

    public HomeFolder Home { get; }

    public StoreConnections Connections { get; }

    public static async Task<ChildProcess> StartAsync(IWorkload workload, CancellationToken cancellationToken)
    {
        var child = ChildProcess.Start(await workload.PrepareAsync(cancellationToken), _ => { });
        while (!(await workload.ProbeAsync(cancellationToken)).IsReady)
        {
            if (child.Exited.IsCompleted)
            {
                throw new InvalidOperationException($"{workload.Name} exited with {await child.Exited}.");
            }

            await Task.Delay(50, cancellationToken);
        }

        await workload.CompleteStartAsync(cancellationToken);
        return child;
    }

    public void Dispose()
    {
        _folder.Dispose();
    }
}
