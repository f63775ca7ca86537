using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The methods of strings that fill them up to a width.</summary>
internal static class StringPadding
{
    public static object? Pad(string text, BoundArguments arguments, PaddingSide side, RenderContext context)
    {
        var filling = arguments.Text(1, " ");
        if (PythonText.Length(filling) != 1)
        {
            throw TemplateErrors.Runtime("fills a text with other than one character");
        }

        var missing = Missing(text, arguments, context);
        var left = side switch
        {
            PaddingSide.Left => missing,
            PaddingSide.Right => 0,
            _ => (missing / 2) + (missing & (int)arguments.Whole(0, 0) & 1),
        };
        return PythonText.Repeat(filling, left) + text + PythonText.Repeat(filling, missing - left);
    }

    public static object? FillWithZeros(object? value, BoundArguments arguments, RenderContext context)
    {
        var text = (string)value!;
        var signLength = text.StartsWith('-') || text.StartsWith('+') ? 1 : 0;
        return text[..signLength] + new string('0', Missing(text, arguments, context)) + text[signLength..];
    }

    private static int Missing(string text, BoundArguments arguments, RenderContext context)
    {
        var width = arguments.Whole(0, 0);
        context.ChargeText(Math.Max(0, width) * 2);
        return (int)Math.Max(0, width - PythonText.Length(text));
    }
}
