using System.Globalization;
using System.Text.Json;

namespace Switchyard.Agents.Tools.Data;

/// <summary>
/// A path into JSON, as <c>store.books[0].title</c>, <c>$.books[*].title</c>, <c>books[-1]</c>, <c>["a name"]</c>, or as a JSON pointer, <c>/books/0/title</c>.
/// <c>*</c> stands for all members or elements. There are no filters: what a path finds is at most what is there.
/// </summary>
internal sealed class JsonPath
{
    private static readonly char[] s_ends = ['.', '['];

    private readonly List<string> _steps;

    private JsonPath(List<string> steps) => _steps = steps;

    /// <summary>Reads a path; null where a bracket is not closed.</summary>
    public static JsonPath? Read(string text)
    {
        var path = text.Trim();
        if (path.StartsWith('/'))
        {
            // RFC 6901: ~1 is a slash, ~0 a tilde, in this order.
            return new JsonPath([.. path[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]);
        }

        var steps = new List<string>();
        for (var at = path.StartsWith('$') ? 1 : 0; at < path.Length;)
        {
            if (path[at] == '.')
            {
                at++;
            }
            else if (path[at] != '[')
            {
                var next = path.IndexOfAny(s_ends, at);
                var end = next < 0 ? path.Length : next;
                steps.Add(path[at..end]);
                at = end;
            }
            else if (path.IndexOf(']', at) is var closing && closing > 0)
            {
                steps.Add(path[(at + 1)..closing].Trim().Trim('"', '\''));
                at = closing + 1;
            }
            else
            {
                return null;
            }
        }

        return new JsonPath(steps);
    }

    /// <summary>Finds what the path leads to, in the order of the document.</summary>
    public IEnumerable<JsonElement> Find(JsonElement root)
    {
        IEnumerable<JsonElement> found = [root];
        return _steps.Aggregate(found, static (values, step) => values.SelectMany(value => Follow(value, step)));
    }

    private static IEnumerable<JsonElement> Follow(JsonElement value, string step) => (value.ValueKind, step) switch
    {
        (JsonValueKind.Object, "*") => value.EnumerateObject().Select(property => property.Value),
        (JsonValueKind.Array, "*") => value.EnumerateArray(),
        (JsonValueKind.Object, _) => value.TryGetProperty(step, out var member) ? [member] : [],
        (JsonValueKind.Array, _) => At(value, step),
        _ => [],
    };

    private static JsonElement[] At(JsonElement array, string step)
    {
        if (!int.TryParse(step, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            return [];
        }

        var length = array.GetArrayLength();
        var at = index < 0 ? length + index : index;
        return at >= 0 && at < length ? [array[at]] : [];
    }
}
