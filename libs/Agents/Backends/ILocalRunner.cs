using Microsoft.Extensions.AI;

namespace Switchyard.Agents.Backends;

/// <summary>Runs one model in this process.</summary>
/// <remarks>
/// Made by <see cref="LocalRunners"/> for one model. <see cref="LoadAsync"/> is called once and before anything else, <see cref="CleanupAsync"/> once and after everything
/// else; <see cref="GenerateAsync"/> is safe for concurrent calls and changes neither messages nor options.
/// </remarks>
public interface ILocalRunner
{
    /// <summary>Loads a model.</summary>
    /// <param name="path">Where the model is: a folder or a file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">It cannot be loaded; the message says what to change.</exception>
    Task LoadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Goes on with a conversation; the last updates hold the usage and why the answer ended.</summary>
    /// <param name="messages">The conversation, oldest message first.</param>
    /// <param name="options">How to answer; <see langword="null"/> for the model's own defaults.</param>
    /// <param name="cancellationToken">Ends the answer.</param>
    /// <exception cref="ArgumentException">The request cannot be answered by any model of this kind, or is too long for this one.</exception>
    IAsyncEnumerable<ChatResponseUpdate> GenerateAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken);

    /// <summary>Gives back what the model holds.</summary>
    ValueTask CleanupAsync();
}
