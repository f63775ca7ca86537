namespace Switchyard.Inference.Benchmarks;

/// <summary>What a driver asks for: prompts of one length, the tokens each is continued by, and who does it: the raw loop or the scheduler.</summary>
internal sealed record LineRequest(string Who, int[][] Prompts, int Tokens);
