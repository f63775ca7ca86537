namespace Switchyard.ToolCalls;

/// <summary>Follows a JSON object or array character by character to its end.</summary>
internal struct JsonExtent()
{
    private Quotes _quotes = new("\"");
    private int _depth = 0;

    /// <summary>Takes the next character.</summary>
    /// <returns>True when it ends the value.</returns>
    public bool Take(char c)
    {
        if (_quotes.Take(c))
        {
            return false;
        }

        _depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
        return _depth == 0;
    }
}
