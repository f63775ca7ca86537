using System.Globalization;
using Switchyard.Router.Benchmarks;
using Switchyard.Router.Benchmarks.Load;

// usage: load                      answers each line of JSON (LoadRequest) with one (LoadResult)
//        forwarder PORT UPSTREAM   a proxy that does nothing but forward, through YARP
//        upstream PORT             the leanest upstream: the same answer to everything
//        allocations PID SECONDS   where a .NET process allocates meanwhile, as JSON
switch (args)
{
    case ["load"]:
        LoadLines.Run(Console.In, Console.Out);
        return 0;
    case ["forwarder", var port, var upstream]:
        await BareForwarder.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), upstream);
        return 0;
    case ["upstream", var port]:
        FixedUpstream.Run(int.Parse(port, CultureInfo.InvariantCulture));
        return 0;
    case ["allocations", var pid, var seconds]:
        await AllocationProfile.RunAsync(int.Parse(pid, CultureInfo.InvariantCulture), TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)), Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: load | forwarder PORT UPSTREAM | upstream PORT | allocations PID SECONDS");
        return 1;
}
