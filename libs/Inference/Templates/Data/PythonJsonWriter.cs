using System.Globalization;
using System.Numerics;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Data;

/// <summary>Writes values as Python's json.dumps does: models were trained on its spacing.</summary>
internal sealed class PythonJsonWriter(JsonFormat format, RenderContext context)
{
    private readonly BoundedText _output = new(context);

    public string Write(object? value)
    {
        WriteValue(value, 0);
        return _output.ToString();
    }

    private void WriteValue(object? value, int depth)
    {
        context.Charge(1);
        switch (value)
        {
            case null:
                _output.Append("null");
                break;
            case bool truth:
                _output.Append(truth ? "true" : "false");
                break;
            case string text:
                WriteString(text);
                break;
            case long or BigInteger:
                _output.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case double number:
                _output.Append(double.IsFinite(number) ? PythonFloat.Format(number) : double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                break;
            case TemplateMap map:
                WriteMap(map, depth);
                break;
            case TemplateList { Kind: ListKind.List or ListKind.Tuple } list:
                WriteList(list, depth);
                break;
            default:
                throw TemplateErrors.Runtime($"passes {Values.Describe(value)} through tojson");
        }
    }

    private void WriteList(TemplateList list, int depth)
    {
        context.Enter();
        _output.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            BeginItem(i == 0, depth + 1);
            WriteValue(list[i], depth + 1);
        }

        EndItems(list.Count, depth, ']');
        context.Leave();
    }

    private void WriteMap(TemplateMap map, int depth)
    {
        context.Enter();
        _output.Append('{');
        var isFirst = true;
        foreach (var (key, value) in format.SortsKeys ? map.OrderBy(pair => pair.Key, Comparer<string>.Create(PythonText.Compare)) : map.AsEnumerable())
        {
            BeginItem(isFirst, depth + 1);
            WriteString(key);
            _output.Append(format.KeySeparator);
            WriteValue(value, depth + 1);
            isFirst = false;
        }

        EndItems(map.Count, depth, '}');
        context.Leave();
    }

    private void BeginItem(bool isFirst, int depth)
    {
        _output.Append(isFirst ? string.Empty : format.ItemSeparator);
        WriteBreak(depth);
    }

    private void EndItems(int count, int depth, char close)
    {
        if (count > 0)
        {
            WriteBreak(depth);
        }

        _output.Append(close);
    }

    private void WriteBreak(int depth)
    {
        if (format.Indent is not { } indent)
        {
            return;
        }

        _output.Append('\n');
        for (var i = 0; i < depth; i++)
        {
            _output.Append(indent);
        }
    }

    private void WriteString(string text)
    {
        context.ChargeText(text.Length);
        _output.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => _output.Append("\\\""),
                '\\' => _output.Append("\\\\"),
                '\n' => _output.Append("\\n"),
                '\r' => _output.Append("\\r"),
                '\t' => _output.Append("\\t"),
                '\b' => _output.Append("\\b"),
                '\f' => _output.Append("\\f"),
                _ when c < ' ' || (format.IsAscii && !IsPlain(c)) => _output.Append(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")),
                _ => _output.Append(c),
            };
        }

        _output.Append('"');
    }

    // The noncharacters mark control tokens in users' texts and have to reach the encoder as they are.
    private static bool IsPlain(char c) => c is <= '~' or '\uFDD0' or '\uFDD1';
}
