using System.Globalization;
using Aspire.Hosting;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Processes;

namespace Switchyard.Hosting.Stores;

/// <summary>The files of one PostgreSQL cluster.</summary>
internal sealed class PostgresCluster(string folder)
{
    /// <summary>Gets the folder the server is given.</summary>
    public string Data { get; } = Path.Combine(folder, "cluster");

    /// <summary>Gets the major version that wrote the cluster, or null when there is none.</summary>
    public string? Version
    {
        get
        {
            var file = Path.Combine(Data, "PG_VERSION");
            return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        }
    }

    /// <summary>Creates the cluster. A start that is broken off leaves only the folder <c>cluster.new</c>, never half a cluster.</summary>
    public async Task CreateAsync(PostgresInstallation installation, string superuser, string password, CancellationToken cancellationToken)
    {
        var temporary = Data + ".new";
        var passwordFile = Path.Combine(folder, "password");
        if (Directory.Exists(temporary))
        {
            Directory.Delete(temporary, recursive: true);
        }

        OwnerFile.Write(passwordFile, password);
        try
        {
            await PostgresAccount.OwnAsync(passwordFile, cancellationToken).ConfigureAwait(false);
            await InitDbAsync(installation, superuser, temporary, passwordFile, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        Directory.Move(temporary, Data);
    }

    /// <summary>
    /// Removes the lock file of a server that is gone. After a reboot, or in a container, its pid may belong to another process of
    /// the same account, and PostgreSQL would then refuse to start.
    /// </summary>
    public void RemoveStaleLock()
    {
        var file = Path.Combine(Data, "postmaster.pid");
        if (File.Exists(file)
            && int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid)
            && !IsServer(pid))
        {
            File.Delete(file);
        }
    }

    private static async Task InitDbAsync(PostgresInstallation installation, string superuser, string target, string passwordFile, CancellationToken cancellationToken)
    {
        var command = PostgresAccount.Prefix(
        [
            installation.InitDb, "-D", target, "-U", superuser, "--encoding=UTF8", "--locale=C.UTF-8",
            "--auth-host=scram-sha-256", "--auth-local=scram-sha-256", $"--pwfile={passwordFile}",
        ]);
        var result = await CommandLine.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new DistributedApplicationException($"initdb could not create the PostgreSQL cluster in {target}:{Environment.NewLine}{result.Output}");
        }
    }

    private bool IsServer(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/cmdline").Contains(Data, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
