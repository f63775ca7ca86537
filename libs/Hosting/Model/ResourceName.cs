using Aspire.Hosting;

namespace Switchyard.Hosting.Model;

/// <summary>The rule for names of resources, which is also the rule for parts of host names.</summary>
internal static class ResourceName
{
    private const int MaxLength = 64;

    public static void ThrowIfInvalid(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!IsValid(name))
        {
            throw new DistributedApplicationException(
                $"'{name}' is not a valid resource name. Use letters, digits and single hyphens, at most {MaxLength}, beginning with a letter.");
        }
    }

    private static bool IsValid(string name)
    {
        return name.Length <= MaxLength
            && char.IsAsciiLetter(name[0])
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
            && !name.Contains("--", StringComparison.Ordinal)
            && !name.EndsWith('-');
    }
}
