namespace Switchyard.Dialects.Answers;

/// <summary>Why an answer ended.</summary>
public enum FinishReason
{
    /// <summary>The model had said everything.</summary>
    Stop,

    /// <summary>One of the caller's stop texts came.</summary>
    StopSequence,

    /// <summary>The output limit was reached.</summary>
    Length,

    /// <summary>The model's context is full.</summary>
    ContextLength,

    /// <summary>The model waits for the results of its calls.</summary>
    ToolCalls,

    /// <summary>A filter of the provider cut in.</summary>
    ContentFilter,

    /// <summary>The model will not answer.</summary>
    Refusal,

    /// <summary>The provider paused a long turn, which the caller may continue.</summary>
    PauseTurn,

    /// <summary>Something else, which <see cref="AnswerFinish.Native"/> names.</summary>
    Other,
}
