using System.Globalization;
using System.Text;

namespace Switchyard.QueueClient.Http;

/// <summary>What follows the question mark of a path; nothing where there is nothing to say.</summary>
internal sealed class PathQuery
{
    private readonly StringBuilder _text = new();

    public PathQuery Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    public PathQuery Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
