namespace Switchyard.MockUpstream.Answers;

/// <summary>The tokens of an exchange. <paramref name="Input"/> holds the cached ones and <paramref name="Output"/> the reasoning.</summary>
internal sealed record AnswerUsage(int Input, int Output, int Cached, int CacheWritten, int Reasoning);
