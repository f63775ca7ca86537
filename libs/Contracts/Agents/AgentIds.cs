namespace Switchyard.Contracts.Agents;

/// <summary>What an agent may be called.</summary>
public static class AgentIds
{
    /// <summary>The length of the longest.</summary>
    public const int MaxLength = 64;

    /// <summary>The rule, in words that follow "use" or "is".</summary>
    public const string Rule = "1 to 64 lower-case letters, digits, '-' and '_'";

    /// <summary>Gets whether an agent may have <paramref name="id"/>.</summary>
    public static bool IsValid(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length is > 0 and <= MaxLength && id.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
    }
}
