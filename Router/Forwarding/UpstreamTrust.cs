using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Switchyard.Router.Forwarding;

/// <summary>Whose certificates upstreams may show: those of the authorities this machine trusts, and of those a file names.</summary>
internal static class UpstreamTrust
{
    /// <summary>Reads the authorities in a file of PEM.</summary>
    /// <returns><see langword="null"/> where there is no such file, or no certificate in it.</returns>
    public static X509Certificate2Collection? Read(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            return null;
        }

        return authorities.Count > 0 ? authorities : null;
    }

    /// <summary>Makes the options of connections that trust the authorities of <paramref name="path"/> too.</summary>
    public static SslClientAuthenticationOptions OptionsWith(string? path)
    {
        if (path is null || Read(path) is not { } authorities)
        {
            return new SslClientAuthenticationOptions();
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        foreach (var location in (StoreLocation[])[StoreLocation.LocalMachine, StoreLocation.CurrentUser])
        {
            using var store = new X509Store(StoreName.Root, location);
            store.Open(OpenFlags.ReadOnly);
            policy.CustomTrustStore.AddRange(store.Certificates);
        }

        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }
}
