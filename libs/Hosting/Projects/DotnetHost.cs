using System.Runtime.InteropServices;
using Switchyard.Hosting.Processes;

namespace Switchyard.Hosting.Projects;

/// <summary>Finds the <c>dotnet</c> this process itself runs on, which need not be the first in the PATH.</summary>
internal static class DotnetHost
{
    public static string Find()
    {
        // …/dotnet/shared/Microsoft.NETCore.App/10.0.x/
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var host = Path.Combine(root, "dotnet");
        return File.Exists(host) ? host : Executables.Find("dotnet") ?? "dotnet";
    }
}
