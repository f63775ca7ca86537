namespace Switchyard.Inference.Chat;

/// <summary>Follows a JSON object or array character by character to its end.</summary>
internal struct JsonExtent
{
    private int _depth;
    private bool _isInString;
    private bool _isEscaped;

    /// <summary>Takes the next character.</summary>
    /// <returns>True when it ends the value.</returns>
    public bool Take(char c)
    {
        if (_isInString)
        {
            _isInString = c != '"' || _isEscaped;
            _isEscaped = c == '\\' && !_isEscaped;
            return false;
        }

        _isInString = c == '"';
        _depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
        return _depth == 0;
    }
}
