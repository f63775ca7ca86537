namespace Switchyard.Router.Configuration;

/// <summary>How a model is told how much to think.</summary>
internal enum ThinkingStyle
{
    /// <summary>By a number of tokens.</summary>
    Budget,

    /// <summary>By an effort; how many tokens that is the model finds out itself (Anthropic, "adaptive thinking").</summary>
    Adaptive,

    /// <summary>By a level (Gemini 3, and gpt-oss at Ollama).</summary>
    Levels,
}
