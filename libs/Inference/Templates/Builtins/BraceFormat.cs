using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The method <c>format</c> of strings with <c>{}</c>, <c>{0}</c> and <c>{name}</c>; conversions, formats and paths are refused.</summary>
internal static class BraceFormat
{
    public static string Apply(string format, CallArguments arguments, RenderContext context)
    {
        var output = new BoundedText(context);
        var next = 0;
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c is not '{' and not '}')
            {
                output.Append(c);
            }
            else if (i + 1 < format.Length && format[i + 1] == c)
            {
                output.Append(c);
                i++;
            }
            else
            {
                var end = c == '{' ? format.IndexOf('}', i) : -1;
                var field = end >= 0 ? format[(i + 1)..end] : throw TemplateErrors.Runtime("formats with a brace that has no other");
                output.Append(PythonRepr.ToText(Find(field, arguments, ref next), context));
                i = end;
            }
        }

        return output.ToString();
    }

    // `next` counts the fields without a number; below zero once a field had one, after which there may be none without.
    private static object? Find(string field, CallArguments arguments, ref int next)
    {
        var isAutomatic = field.Length == 0;
        var isNumber = int.TryParse(field, System.Globalization.NumberStyles.None, null, out var index);
        if ((isAutomatic && next < 0) || (isNumber && next > 0))
        {
            throw TemplateErrors.Runtime("formats with numbered and unnumbered fields");
        }

        index = isAutomatic ? next++ : index;
        next = isNumber ? -1 : next;
        return (isAutomatic || isNumber) && index < arguments.Positional.Count ? arguments.Positional[index]
            : !isAutomatic && arguments.Named.TryGetValue(field, out var value) ? value
            : throw TemplateErrors.Runtime($"formats with the field '{{{field}}}', which is not given or not served");
    }
}
