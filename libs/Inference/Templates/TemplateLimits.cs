namespace Switchyard.Inference.Templates;

/// <summary>
/// How much a rendering may take. A template comes with a model folder and may be hostile or merely wrong: past a limit the rendering ends
/// with a <see cref="TemplateException"/>, whatever the template does.
/// </summary>
internal sealed record TemplateLimits
{
    public static TemplateLimits Default { get; } = new();

    /// <summary>Gets the greatest number of steps: evaluated nodes, list items made and, eight to a step, characters made.</summary>
    public long MaxSteps { get; init; } = 8_000_000;

    /// <summary>Gets the greatest length of a text in UTF-16 units, the output included.</summary>
    public long MaxTextLength { get; init; } = 16_000_000;

    /// <summary>Gets the greatest number of items of a range; the same as of Jinja's sandbox.</summary>
    public long MaxRange { get; init; } = 100_000;

    /// <summary>Gets how deep evaluation and values may nest.</summary>
    public int MaxDepth { get; init; } = 600;
}
