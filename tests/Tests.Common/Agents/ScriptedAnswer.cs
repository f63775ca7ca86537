using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Switchyard.Tests.Common.Agents;

/// <summary>One answer of a <see cref="ScriptedChatClient"/>.</summary>
public sealed class ScriptedAnswer
{
    private readonly Func<IReadOnlyList<ChatMessage>, CancellationToken, IAsyncEnumerable<AIContent>> _play;

    private ScriptedAnswer(Func<IReadOnlyList<ChatMessage>, CancellationToken, IAsyncEnumerable<AIContent>> play) => _play = play;

    /// <summary>Text in pieces.</summary>
    public static ScriptedAnswer Say(params string[] pieces) => Of([.. pieces.Select(piece => new TextContent(piece))]);

    /// <summary>A call whose arguments are a JSON object, after an optional thought.</summary>
    public static ScriptedAnswer Call(string tool, string arguments, string? thought = null) =>
        Of([.. thought is null ? [] : new AIContent[] { new TextContent(thought) }, CreateCall(tool, arguments)]);

    /// <summary>Any contents.</summary>
    public static ScriptedAnswer Of(params AIContent[] contents) => new((_, _) => contents.ToAsyncEnumerable());

    /// <summary>What follows from the conversation.</summary>
    public static ScriptedAnswer From(Func<IReadOnlyList<ChatMessage>, string> text) => new((messages, _) => new AIContent[] { new TextContent(text(messages)) }.ToAsyncEnumerable());

    /// <summary>Any contents that follow from the conversation, so that whoever asks the same again is answered the same.</summary>
    public static ScriptedAnswer Decide(Func<IReadOnlyList<ChatMessage>, IReadOnlyList<AIContent>> contents) => new((messages, _) => contents(messages).ToAsyncEnumerable());

    /// <summary>Throws when asked.</summary>
    public static ScriptedAnswer Throw(Exception exception) => new((_, _) => Failing(exception));

    /// <summary>Says <paramref name="first"/>, then waits until it is cancelled or <paramref name="release"/> completes, then says <paramref name="last"/>.</summary>
    public static ScriptedAnswer Hold(string first, Task release, string last = "") => new((_, cancellationToken) => HoldAsync(first, release, last, cancellationToken));

    /// <summary>A call as a chat client gives it, also when the arguments are not JSON.</summary>
    public static FunctionCallContent CreateCall(string tool, string arguments) => FunctionCallContent.CreateFromParsedArguments(
        arguments, "model-call", tool, static json => JsonSerializer.Deserialize<Dictionary<string, object?>>(json));

    internal IAsyncEnumerable<AIContent> PlayAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken) => _play(messages, cancellationToken);

    private static async IAsyncEnumerable<AIContent> Failing(Exception exception)
    {
        await Task.Yield();
        yield return exception is null ? new TextContent(string.Empty) : throw exception;
    }

    private static async IAsyncEnumerable<AIContent> HoldAsync(string first, Task release, string last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new TextContent(first);
        await release.WaitAsync(cancellationToken);
        yield return new TextContent(last);
    }
}
