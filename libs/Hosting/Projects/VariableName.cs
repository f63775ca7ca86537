namespace Switchyard.Hosting.Projects;

/// <summary>Turns the name of a resource into a part of a variable's name, as Aspire does.</summary>
internal static class VariableName
{
    /// <summary>Puts an underscore for every character a variable cannot have and before a leading digit, in capitals.</summary>
    public static string Encode(string name)
    {
        var encoded = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : '_'));
        return char.IsAsciiDigit(encoded[0]) ? "_" + encoded : encoded;
    }
}
