using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Switchyard.Hosting.Projects;

/// <summary>Finds what a project was built to: beside AppHost's own output, in the same configuration.</summary>
internal static class ProjectBinary
{
    private const string RuntimeConfig = ".runtimeconfig.json";

    /// <param name="project">The project.</param>
    /// <param name="hostOutput">AppHost's own output folder, <c>…/bin/AppHost/release</c>.</param>
    public static string Find(ProjectResource project, string hostOutput)
    {
        var host = new DirectoryInfo(Path.TrimEndingDirectorySeparator(hostOutput));
        var name = Path.GetFileNameWithoutExtension(project.ProjectPath);
        var folder = Path.Combine(host.Parent!.Parent!.FullName, name, host.Name);
        var file = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + RuntimeConfig).Where(path => IsOf(path, name)).Order(StringComparer.Ordinal).FirstOrDefault() : null;
        return file is null
            ? throw new DistributedApplicationException(
                $"The project of '{project.Name}' is not built: {folder} holds no program. Run 'dotnet build AppHost{(host.Name == "release" ? " -c Release" : string.Empty)}', or start with ./run.sh.")
            : string.Concat(file.AsSpan(0, file.Length - RuntimeConfig.Length), ".dll");
    }

    private static bool IsOf(string runtimeConfig, string projectName)
    {
        var assembly = Path.GetFileName(runtimeConfig)[..^RuntimeConfig.Length];
        return assembly == projectName || assembly.EndsWith("." + projectName, StringComparison.Ordinal);
    }
}
