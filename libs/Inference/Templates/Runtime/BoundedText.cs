using System.Text;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>A text under construction whose length is charged before it grows.</summary>
internal sealed class BoundedText(RenderContext context)
{
    private readonly StringBuilder _text = new();

    public int Length => _text.Length;

    public BoundedText Append(string text)
    {
        Reserve(text.Length);
        _text.Append(text);
        return this;
    }

    public BoundedText Append(char c)
    {
        Reserve(1);
        _text.Append(c);
        return this;
    }

    public BoundedText Append(string text, int start, int count)
    {
        Reserve(count);
        _text.Append(text, start, count);
        return this;
    }

    public BoundedText Append(char c, int count)
    {
        Reserve(count);
        _text.Append(c, count);
        return this;
    }

    public override string ToString() => _text.ToString();

    private void Reserve(int count)
    {
        if (_text.Length + (long)count > context.Limits.MaxTextLength)
        {
            context.ChargeText(_text.Length + (long)count);
        }

        if (count > 8)
        {
            context.ChargeText(count);
        }
    }
}
