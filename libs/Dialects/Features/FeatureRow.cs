namespace Switchyard.Dialects.Features;

/// <summary>What becomes of one feature in each upstream dialect.</summary>
internal readonly record struct FeatureRow(FeatureRule Chat, FeatureRule Anthropic, FeatureRule Gemini, FeatureRule Ollama)
{
    public FeatureRule For(Dialect upstream) => upstream switch
    {
        Dialect.Chat => Chat,
        Dialect.Anthropic => Anthropic,
        Dialect.Gemini => Gemini,
        Dialect.Ollama => Ollama,
        _ => throw new ArgumentOutOfRangeException(nameof(upstream), upstream, "No upstream speaks this dialect."),
    };
}
