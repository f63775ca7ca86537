using System.Security.Cryptography;

namespace Switchyard.Hosting.Home;

/// <summary>Generated passwords, one file each, readable by their owner alone.</summary>
internal sealed class SecretStore(string folder)
{
    // Letters and digits only: the passwords stand in connection strings, URIs and configuration files without quoting.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private const int Length = 32;

    // Resources start at the same time, and several may want the same secret first; one process at a time has the folder.
    private static readonly Lock s_lock = new();

    /// <summary>Gets the secret, generating it the first time.</summary>
    public string GetOrCreate(string name)
    {
        return GetOrCreate(name, () => Generate(Length));
    }

    /// <summary>Gets the secret, taking what <paramref name="create"/> makes the first time.</summary>
    public string GetOrCreate(string name, Func<string> create)
    {
        var path = Path.Combine(folder, name);
        lock (s_lock)
        {
            if (!File.Exists(path))
            {
                OwnerFile.Write(path, create());
            }

            return File.ReadAllText(path);
        }
    }

    /// <summary>Makes a random text of <paramref name="length"/> characters.</summary>
    public static string Generate(int length)
    {
        return RandomNumberGenerator.GetString(Alphabet, length);
    }
}
