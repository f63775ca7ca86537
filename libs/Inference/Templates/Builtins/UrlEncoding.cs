using System.Globalization;
using System.Text;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The filter <c>urlencode</c>: a text as part of a path, pairs as a query.</summary>
internal static class UrlEncoding
{
    public static object? Encode(object? value, BoundArguments arguments, RenderContext context)
    {
        var output = new BoundedText(context);
        if (value is not TemplateMap and not TemplateList)
        {
            Write(output, PythonRepr.ToText(value, context), isQuery: false);
            return output.ToString();
        }

        foreach (var pair in value is TemplateMap map ? MapMethods.Pairs(map, context) : Values.ToList(value, context))
        {
            if (pair is not TemplateList { Items: [var name, var member] })
            {
                throw TemplateErrors.Runtime("calls 'urlencode' on a list of other things than pairs");
            }

            output.Append(output.Length == 0 ? string.Empty : "&");
            Write(output, PythonRepr.ToText(name, context), isQuery: true);
            Write(output.Append('='), PythonRepr.ToText(member, context), isQuery: true);
        }

        return output.ToString();
    }

    private static void Write(BoundedText output, string text, bool isQuery)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '~' || (c == '/' && !isQuery))
            {
                output.Append(c);
            }
            else
            {
                output.Append(c == ' ' && isQuery ? "+" : string.Create(CultureInfo.InvariantCulture, $"%{b:X2}"));
            }
        }
    }
}
