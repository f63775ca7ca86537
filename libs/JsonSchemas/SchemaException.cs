namespace Switchyard.JsonSchemas;

/// <summary>A schema that cannot be used.</summary>
public sealed class SchemaException : Exception
{
    /// <summary>Makes one about a place in the schema.</summary>
    /// <param name="location">The place as a JSON pointer; empty for the whole.</param>
    /// <param name="message">What is wrong there.</param>
    public SchemaException(string location, string message)
        : base(location.Length == 0 ? message : $"{location}: {message}")
    {
        Location = location;
    }

    /// <summary>Gets the place as a JSON pointer.</summary>
    public string Location { get; }
}
