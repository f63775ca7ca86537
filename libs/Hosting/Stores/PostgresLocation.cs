using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Home;

namespace Switchyard.Hosting.Stores;

/// <summary>Where the files of a cluster lie.</summary>
internal static class PostgresLocation
{
    private const string SystemFolder = "/var/lib/switchyard";
    private const int HashLength = 12;

    /// <summary>Gets the folder outside the home that is used when the postgres user cannot reach the home, for example below /root.</summary>
    public static string FallbackFolder(HomeFolder home)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(home.Path)));
        return Path.Combine(SystemFolder, hash[..HashLength]);
    }

    /// <summary>Gets the folder of a server, which its account owns; the cluster is <c>cluster</c> in it.</summary>
    public static async Task<string> ChooseAsync(HomeFolder home, PostgresServerResource server, CancellationToken cancellationToken)
    {
        var own = StoreFolder.PathOf(home, server);
        var fallback = Path.Combine(FallbackFolder(home), Path.GetFileName(own));
        if (new PostgresCluster(fallback).Version is not null && new PostgresCluster(own).Version is null)
        {
            // The way to the home may have been opened since. The data stays where it is: an empty cluster in the home would hide it.
            return fallback;
        }

        await CreateAsync(own, cancellationToken).ConfigureAwait(false);
        if (await PostgresAccount.CanWriteAsync(own, cancellationToken).ConfigureAwait(false))
        {
            return own;
        }

        ThrowIfInUse(own);
        Directory.Delete(own);
        await CreateAsync(fallback, cancellationToken).ConfigureAwait(false);
        return fallback;
    }

    // A cluster whose way was closed after an earlier start holds data: neither is it deleted, nor is an empty one put in its place.
    private static void ThrowIfInUse(string folder)
    {
        if (Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new DistributedApplicationException(
                $"The PostgreSQL cluster in {folder} cannot be reached any more by the account that runs the server. "
                + $"Let that account through all folders above it again, for example with chmod o+x, or remove the data with ./switchyard reset.");
        }
    }

    private static async Task CreateAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await PostgresAccount.OwnAsync(folder, cancellationToken).ConfigureAwait(false);
    }
}
