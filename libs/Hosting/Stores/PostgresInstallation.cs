using System.Globalization;
using Aspire.Hosting;
using Switchyard.Hosting.Processes;

namespace Switchyard.Hosting.Stores;

/// <summary>The PostgreSQL programs of this machine.</summary>
/// <param name="Folder">The folder of <c>postgres</c> and <c>initdb</c>.</param>
internal sealed record PostgresInstallation(string Folder)
{
    // Debian keeps each major version apart and out of the PATH.
    private const string DebianFolder = "/usr/lib/postgresql";

    public string Server => Path.Combine(Folder, "postgres");

    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>Finds the newest version, or the one that wrote an existing cluster: another one cannot read it.</summary>
    public static PostgresInstallation Find(string? clusterVersion)
    {
        var found = Candidates().Where(candidate => File.Exists(candidate.InitDb) && File.Exists(candidate.Server)).ToList();
        if (found.Count == 0)
        {
            throw new DistributedApplicationException(
                "PostgreSQL is not installed. On Debian: apt-get install postgresql. Then ./switchyard doctor shows whether anything else is missing.");
        }

        return clusterVersion is null ? found[0] : found.Find(candidate => candidate.IsVersion(clusterVersion)) ?? found[0];
    }

    private static IEnumerable<PostgresInstallation> Candidates()
    {
        var versions = Directory.Exists(DebianFolder) ? Directory.GetDirectories(DebianFolder) : [];
        var installed = versions
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => new PostgresInstallation(Path.Combine(folder, "bin")));
        return Executables.Find("initdb") is { } initdb ? installed.Append(new PostgresInstallation(Path.GetDirectoryName(initdb)!)) : installed;
    }

    private bool IsVersion(string version)
    {
        return Path.GetFileName(Path.GetDirectoryName(Folder)) == version;
    }
}
