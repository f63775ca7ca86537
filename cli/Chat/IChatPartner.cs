namespace Switchyard.Cli.Chat;

/// <summary>The other side of a conversation; remembers what was said. Not thread-safe: one answer at a time.</summary>
internal interface IChatPartner : IDisposable
{
    /// <summary>Gets how the partner is called in the prompt.</summary>
    string Name { get; }

    /// <summary>Answers <paramref name="question"/> piece by piece. A cancelled answer is remembered as far as it came.</summary>
    IAsyncEnumerable<ChatPiece> AskAsync(string question, CancellationToken cancellationToken);

    /// <summary>Forgets what was said.</summary>
    void StartAnew();
}
