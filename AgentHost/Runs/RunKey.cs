using System.Security.Cryptography;
using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.AgentHost.Runs;

/// <summary>What names a run beside its id: the caller's key, and the hash of what it asked under it. A key is one user's.</summary>
internal sealed record RunKey(string Value, byte[] Hash)
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    /// <summary>Reads the key of a request; null where it has none, or a wrong one, of which <paramref name="error"/> tells.</summary>
    public static RunKey? Read(IHeaderDictionary headers, string agent, StartRunRequest request, out ApiError? error)
    {
        error = null;
        if (!headers.TryGetValue(Header, out var values))
        {
            return null;
        }

        if (values.Count == 1 && values[0] is { Length: > 0 and <= MaxLength } key && key.All(char.IsAscii) && !key.Any(char.IsControl))
        {
            return new RunKey(key, HashOf(agent, request));
        }

        error = ApiErrors.InvalidValue(Header, $"The header {Header} may come once, with 1 to {MaxLength} ASCII characters.");
        return null;
    }

    // The model may be the agent's own, which changes with a setting: what counts is what was asked, not what came of it.
    private static byte[] HashOf(string agent, StartRunRequest request) =>
        SHA256.HashData([.. JsonSerializer.SerializeToUtf8Bytes(agent, AgentsJsonContext.Default.String), .. JsonSerializer.SerializeToUtf8Bytes(request, AgentsJsonContext.Default.StartRunRequest)]);
}
