using System.Globalization;
using System.Numerics;
using System.Text;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Data;

/// <summary>Values as text: Python's str() and, for what stands in lists and mappings, repr().</summary>
internal static class PythonRepr
{
    public static string ToText(object? value, RenderContext context)
    {
        if (value is string text)
        {
            return text;
        }

        if (value is Undefined)
        {
            return string.Empty;
        }

        var output = new BoundedText(context);
        Write(output, value, context);
        return output.ToString();
    }

    /// <summary>Gets what Python's repr() gives.</summary>
    public static string Repr(object? value, RenderContext context)
    {
        var output = new BoundedText(context);
        Write(output, value, context);
        return output.ToString();
    }

    private static void Write(BoundedText output, object? value, RenderContext context)
    {
        context.Charge(1);
        _ = value switch
        {
            null => output.Append("None"),
            Undefined => output.Append("Undefined"),
            bool truth => output.Append(truth ? "True" : "False"),
            long number => output.Append(number.ToString(CultureInfo.InvariantCulture)),
            BigInteger number => output.Append(number.ToString(CultureInfo.InvariantCulture)),
            double number => output.Append(PythonFloat.Format(number)),
            string text => WriteString(output, text, context),
            TemplateList { Kind: ListKind.List } list => WriteItems(output, list, "[", "]", context),
            TemplateList { Kind: ListKind.Tuple } list => WriteItems(output, list, "(", list.Count == 1 ? ",)" : ")", context),
            TemplateMap map => WriteMap(output, map, context),
            TemplateNamespace space => WriteMap(output.Append("<Namespace "), space.Members, context).Append('>'),
            _ => throw TemplateErrors.Runtime($"writes {Values.Describe(value)} as text"),
        };
    }

    private static BoundedText WriteItems(BoundedText output, TemplateList list, string open, string close, RenderContext context)
    {
        context.Enter();
        output.Append(open);
        for (var i = 0; i < list.Count; i++)
        {
            output.Append(i == 0 ? string.Empty : ", ");
            Write(output, list[i], context);
        }

        context.Leave();
        return output.Append(close);
    }

    private static BoundedText WriteMap(BoundedText output, TemplateMap map, RenderContext context)
    {
        context.Enter();
        output.Append('{');
        var isFirst = true;
        foreach (var (key, value) in map)
        {
            WriteString(output.Append(isFirst ? string.Empty : ", "), key, context).Append(": ");
            Write(output, value, context);
            isFirst = false;
        }

        context.Leave();
        return output.Append('}');
    }

    private static BoundedText WriteString(BoundedText output, string text, RenderContext context)
    {
        context.Charge(text.Length);
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        output.Append(quote);
        for (var i = 0; i < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, i, out var rune);
            var length = isRune ? rune.Utf16SequenceLength : 1;
            WriteRune(output, text.Substring(i, length), isRune ? rune.Value : text[i], quote);
            i += length;
        }

        return output.Append(quote);
    }

    private static void WriteRune(BoundedText output, string text, int code, char quote) => _ = code switch
    {
        '\\' => output.Append("\\\\"),
        '\n' => output.Append("\\n"),
        '\r' => output.Append("\\r"),
        '\t' => output.Append("\\t"),
        _ when code == quote => output.Append('\\').Append(quote),
        _ when IsPrintable(code) => output.Append(text),
        < 0x100 => output.Append(string.Create(CultureInfo.InvariantCulture, $"\\x{code:x2}")),
        < 0x10000 => output.Append(string.Create(CultureInfo.InvariantCulture, $"\\u{code:x4}")),
        _ => output.Append(string.Create(CultureInfo.InvariantCulture, $"\\U{code:x8}")),
    };

    // The noncharacters U+FDD0 and U+FDD1 mark control tokens in users' texts and have to reach the encoder as they are.
    private static bool IsPrintable(int code) => code is ' ' or 0xFDD0 or 0xFDD1 || CharUnicodeInfo.GetUnicodeCategory(code) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
