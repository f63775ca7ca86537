namespace Switchyard.MockUpstream.Answers;

/// <summary>A call with its arguments whole, and in the fragments they are streamed in.</summary>
internal sealed record AnswerToolCall(string Id, string Name, string Arguments, IReadOnlyList<string> Fragments);
