namespace Switchyard.AgentHost.Definitions;

/// <summary>What an agent may be called.</summary>
internal static class AgentId
{
    public const string Rule = "1 to 64 of lower-case letters, digits, '-' and '_'";

    private const int MaxLength = 64;

    public static bool IsValid(string id) => id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
}
