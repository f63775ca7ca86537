namespace Switchyard.MockUpstream.Scenarios;

/// <summary>How a refusal says when to come again.</summary>
public enum RetryAfterForm
{
    /// <summary><c>Retry-After</c> in whole seconds, rounded up.</summary>
    Seconds,

    /// <summary><c>Retry-After</c> as an HTTP date.</summary>
    Date,

    /// <summary><c>retry-after-ms</c>, which OpenAI's and Anthropic's clients read.</summary>
    Milliseconds,
}
