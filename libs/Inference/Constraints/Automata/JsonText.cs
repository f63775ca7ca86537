using System.Text;

namespace Switchyard.Inference.Constraints.Automata;

/// <summary>The one way in which fixed strings are written as JSON.</summary>
internal static class JsonText
{
    /// <summary>Writes a string with its quotes; only what must be escaped is.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var item in value)
        {
            if (item < ' ' || item is '"' or '\\')
            {
                text.Append(Escape(item));
            }
            else
            {
                text.Append(item);
            }
        }

        return text.Append('"').ToString();
    }

    /// <summary>Writes the escape of a character that needs one.</summary>
    public static string Escape(char value) => value switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => @"\b",
        '\f' => @"\f",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ => $@"\u{(int)value:x4}",
    };
}
