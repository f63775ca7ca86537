namespace Switchyard.Dialects.Requests;

/// <summary>Whether the model may call functions, and which.</summary>
/// <param name="Kind">May it or must it.</param>
/// <param name="Name">The function it must call; <see langword="null"/> unless <paramref name="Kind"/> is <see cref="ToolChoiceKind.Function"/>.</param>
public sealed record ToolChoice(ToolChoiceKind Kind, string? Name = null);
