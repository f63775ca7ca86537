namespace Switchyard.Inference.Tests.Templates.Fuzzing;

/// <summary>A template on which Jinja and @huggingface/jinja differ.</summary>
/// <param name="Template">The template, over <see cref="TemplateGenerator.Context"/>.</param>
/// <param name="Jinja">What Jinja writes, and we with it; null when it refuses.</param>
/// <param name="Peer">What the other implementation writes.</param>
/// <param name="Reason">Why Jinja's way is taken.</param>
internal sealed record KnownDifference(string Template, string? Jinja, string Peer, string Reason);
