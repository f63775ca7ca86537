using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Switchyard.Agents.Tools.Text;

/// <summary>Hashes a text's UTF-8 bytes.</summary>
public sealed class HashTextTool : ITool
{
    private static readonly string[] s_algorithms = ["md5", "sha1", "sha256", "sha512"];

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "hash_text",
        Description = "Hash a text.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it for the md5, sha1, sha256 or sha512 hash of a text.",
        Parameters =
        [
            new("text", ToolParameterKind.Text, "The text to hash.") { MaxLength = 100_000 },
            new("algorithm", ToolParameterKind.Text, "The algorithm; sha256 when absent.") { Required = false, MaxLength = 16 },
        ],
        Tags = ["hash", "md5", "sha1", "sha256", "sha512", "checksum", "digest"],
        Examples = ["Compute the sha256 hash of \"abc\"", "What is the md5 of \"abc\"?", "Hash \"abc\" with sha1."],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var algorithm = arguments.GetText("algorithm", "sha256").Trim().ToLowerInvariant().Replace("-", string.Empty, StringComparison.Ordinal);
        return new(Hash(algorithm, Encoding.UTF8.GetBytes(arguments.GetText("text"))) is { } hash
            ? ToolResult.Success(Convert.ToHexStringLower(hash))
            : ToolResult.Failure($"unknown algorithm; use one of {string.Join(", ", s_algorithms.Where(CanBeMade))}"));
    }

    // Browsers have no MD5.
    private static bool CanBeMade(string algorithm) => algorithm != "md5" || !OperatingSystem.IsBrowser();

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The user asks for this checksum by name; nothing is protected by it.")]
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The user asks for this checksum by name; nothing is protected by it.")]
    private static byte[]? Hash(string algorithm, byte[] bytes) => algorithm switch
    {
        "md5" when !OperatingSystem.IsBrowser() => MD5.HashData(bytes),
        "sha1" => SHA1.HashData(bytes),
        "sha256" => SHA256.HashData(bytes),
        "sha512" => SHA512.HashData(bytes),
        _ => null,
    };
}
