namespace Switchyard.Dialects.Requests;

/// <summary>A call the model makes.</summary>
/// <param name="Id">The call's id.</param>
/// <param name="Name">The function.</param>
/// <param name="Arguments">The arguments as JSON text, an object where the model got it right; never empty.</param>
public sealed record ToolCallPart(string Id, string Name, string Arguments) : MessagePart;
