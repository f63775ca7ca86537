using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Storage;

/// <summary>Encrypts providers' keys for the database, each bound to its provider, so that one moved to another row opens nothing.</summary>
internal sealed class SecretProtector(IOptions<RouterOptions> options)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int KeySize = 32;

    private readonly byte[]? _key = options.Value.Admin.SecretKey is { Length: > 0 } text
        ? HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(text), KeySize, info: "switchyard router provider keys"u8.ToArray())
        : null;

    /// <summary>Gets whether there is a key to encrypt with.</summary>
    public bool IsAvailable => _key is not null;

    public byte[] Protect(string id, string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var result = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(_key!, TagSize);
        cipher.Encrypt(result.AsSpan(0, NonceSize), plain, result.AsSpan(NonceSize + TagSize), result.AsSpan(NonceSize, TagSize), Encoding.UTF8.GetBytes(id));
        return result;
    }

    /// <summary>Gets what was protected for <paramref name="id"/>; <see langword="null"/> where that was done with another key, or nothing can be opened here.</summary>
    public string? Unprotect(string id, byte[] secret)
    {
        if (_key is null || secret.Length < NonceSize + TagSize)
        {
            return null;
        }

        var plain = new byte[secret.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(_key, TagSize);
        try
        {
            cipher.Decrypt(secret.AsSpan(0, NonceSize), secret.AsSpan(NonceSize + TagSize), secret.AsSpan(NonceSize, TagSize), plain, Encoding.UTF8.GetBytes(id));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
