using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Balancing;

/// <summary>How many tokens a provider's requests are likely to take, learned from what it reports. Thread-safe: of two lessons at once one may be lost, which costs an estimate nothing.</summary>
internal sealed class TokenEstimate
{
    // What the tokenizers of English text come to, JSON around it included; and a short answer.
    private const double InitialBytesPerToken = 4;
    private const double InitialAnswerTokens = 128;

    // Beyond these a request holds something else than text, such as an image, and says nothing about text.
    private const double MinBytesPerToken = 1;
    private const double MaxBytesPerToken = 16;

    private const double Smoothing = 1.0 / 16;

    private double _bytesPerToken = InitialBytesPerToken;
    private double _answerTokens = InitialAnswerTokens;

    /// <summary>Gets the tokens an answer is likely to have.</summary>
    public int AnswerTokens => (int)Volatile.Read(ref _answerTokens);

    /// <summary>Gets the tokens that a request of <paramref name="bytes"/> is likely to have, at least one.</summary>
    public int PromptTokens(int bytes) => Math.Max(1, (int)(bytes / Volatile.Read(ref _bytesPerToken)));

    /// <summary>Learns from the tokens that a request of <paramref name="bytes"/> took.</summary>
    public void Learn(int bytes, AnswerUsage usage)
    {
        if (usage.PromptTokens > 0 && (double)bytes / usage.PromptTokens is >= MinBytesPerToken and <= MaxBytesPerToken and var ratio)
        {
            Volatile.Write(ref _bytesPerToken, _bytesPerToken + (Smoothing * (ratio - _bytesPerToken)));
        }

        Volatile.Write(ref _answerTokens, _answerTokens + (Smoothing * (usage.CompletionTokens - _answerTokens)));
    }
}
