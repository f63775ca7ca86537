using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Switchyard.Agents.CrashMatrix.Hosts;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>
/// Stands for a model, in the process that is killed. What it answers follows from the conversation alone, so that it is the same in whichever process the run goes on.
/// </summary>
/// <param name="gate">Before and after each of its answers the process may die.</param>
internal abstract class GatedModel(BoundaryGate gate) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        gate.PassAsync(BoundaryNames.ModelCall, () => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [Answer([.. messages], options)]))));

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        foreach (var update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    /// <summary>What it says to a conversation.</summary>
    protected abstract AIContent Answer(List<ChatMessage> messages, ChatOptions? options);
}
