using System.Buffers;

namespace Switchyard.Agents.Composition;

/// <summary>What agents may be called.</summary>
internal static class AgentName
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> s_allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Makes sure that <paramref name="name"/> can be an agent's name.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static string Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= MaxLength && !name.AsSpan().ContainsAnyExcept(s_allowed)
            ? name
            : throw new ArgumentException($"'{name}' cannot be an agent's name: it has 1 to {MaxLength} lower-case letters, digits, '-' and '_'.", nameof(name));
    }
}
