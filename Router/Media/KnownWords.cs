using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Switchyard.Router.Media;

/// <summary>The words that files became last: a conversation sends its files with every turn.</summary>
internal sealed class KnownWords : IDisposable
{
    private const int MaxCharacters = 8 * 1024 * 1024;

    private readonly MemoryCache _words = new(new MemoryCacheOptions { SizeLimit = MaxCharacters });

    /// <summary>Gets the words for <paramref name="file"/>, its bytes or address as text, or has <paramref name="make"/> find them.</summary>
    public async Task<string> GetAsync(string file, Func<Task<string>> make)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(file)));
        if (_words.TryGetValue(key, out string? known))
        {
            return known!;
        }

        var words = await make();
        return _words.Set(key, words, new MemoryCacheEntryOptions { Size = words.Length + 1 });
    }

    public void Dispose() => _words.Dispose();
}
