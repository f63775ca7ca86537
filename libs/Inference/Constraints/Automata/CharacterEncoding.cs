namespace Switchyard.Inference.Constraints.Automata;

/// <summary>How a character is written in the output.</summary>
internal enum CharacterEncoding
{
    /// <summary>As its UTF-8.</summary>
    Plain,

    /// <summary>As in a JSON string, in one way only, so that byte automata intersect as the texts do: an escape where JSON asks for one, otherwise UTF-8.</summary>
    JsonString,
}
