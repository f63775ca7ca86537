namespace Switchyard.ToolCalls;

/// <summary>Follows text character by character and tells what stands in quotes, where brackets and tags mean nothing.</summary>
/// <param name="marks">The characters that open a string, each closed by the same.</param>
internal struct Quotes(string marks)
{
    private char _open;
    private bool _isEscaped;

    /// <summary>Gets whether the text so far ends inside a string.</summary>
    public readonly bool IsOpen => _open != '\0';

    /// <summary>Takes the next character.</summary>
    /// <returns>Whether it belongs to a string, the quotes included.</returns>
    public bool Take(char c)
    {
        if (!IsOpen)
        {
            _open = marks.Contains(c, StringComparison.Ordinal) ? c : '\0';
            return IsOpen;
        }

        _open = c == _open && !_isEscaped ? '\0' : _open;
        _isEscaped = c == '\\' && !_isEscaped;
        return true;
    }
}
