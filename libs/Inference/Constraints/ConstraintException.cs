namespace Switchyard.Inference.Constraints;

/// <summary>What was asked cannot be honoured: a schema's keyword, a pattern, or a limit. The message is meant for whoever asked.</summary>
/// <param name="location">The JSON pointer of the schema that holds the keyword, such as <c>#/properties/age</c>; in a tool's parameters the tool's name comes before it.</param>
/// <param name="keyword">The keyword that cannot be honoured.</param>
/// <param name="reason">Why not, as the end of a sentence.</param>
public sealed class ConstraintException(string location, string keyword, string reason) : Exception($"'{keyword}' at {location} cannot be honoured: {reason}.")
{
    /// <summary>Gets the JSON pointer of the schema that holds the keyword.</summary>
    public string Location => location;

    /// <summary>Gets the keyword that cannot be honoured.</summary>
    public string Keyword => keyword;

    /// <summary>Gets why not, as the end of a sentence.</summary>
    public string Reason => reason;
}
