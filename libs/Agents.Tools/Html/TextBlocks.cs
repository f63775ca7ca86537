using System.Text;

namespace Switchyard.Agents.Tools.Html;

/// <summary>Collects the lines of a page: white space between words is one space, empty lines are none, except where a page keeps them.</summary>
internal sealed class TextBlocks
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _line = new();
    private bool _space;

    public bool KeepsSpaces { get; set; }

    public void Write(string text)
    {
        foreach (var character in text)
        {
            if (KeepsSpaces && character == '\n')
            {
                EndLine();
            }
            else if (KeepsSpaces)
            {
                _line.Append(character);
            }
            else if (char.IsWhiteSpace(character))
            {
                _space = true;
            }
            else
            {
                Append(character);
            }
        }
    }

    public void EndCell() => _line.Append('\t');

    public void EndLine()
    {
        _space = false;
        var line = _line.ToString().TrimEnd();
        _line.Clear();

        // A dash without an item is what is left of an empty one.
        if (line.Length > 0 && line != "-")
        {
            _text.Append(line).Append('\n');
        }
    }

    public override string ToString()
    {
        EndLine();
        return _text.ToString().TrimEnd();
    }

    private void Append(char character)
    {
        if (_space && _line.Length > 0 && _line[^1] is not (' ' or '\t'))
        {
            _line.Append(' ');
        }

        _space = false;
        _line.Append(character);
    }
}
