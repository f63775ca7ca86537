namespace Switchyard.Agents.Client.Backends.Answers;

/// <summary>An answer that does not keep to the schema.</summary>
internal sealed record WrongAnswer(string Text, string Problem);
