using System.Text;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Events;

namespace Switchyard.Agents.Client.Backends.Answers;

/// <summary>Asks a model and collects what it says.</summary>
/// <param name="client">The model. It must not call functions by itself.</param>
/// <param name="backends">What can answer, with prices.</param>
/// <param name="options">How it answers; copied for each call.</param>
/// <param name="time">The clock.</param>
internal sealed class AnswerModel(IChatClient client, IReadOnlyList<ModelBackend> backends, ChatOptions options, TimeProvider time)
{
    public async Task<ModelReply> AskAsync(ModelAsk ask, Action<AgentEvent>? onEvent, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var asked = options.Clone();
        asked.ModelId = ask.Model;
        var (text, usage) = (new StringBuilder(), new UsageDetails());
        var (backend, model) = (backends[0].Name, ask.Model ?? "");
        await foreach (var update in client.GetStreamingResponseAsync(AnswerPrompt.ToMessages(ask.Messages), asked, cancellationToken).ConfigureAwait(false))
        {
            backend = update.AdditionalProperties?.GetValueOrDefault(BackupChatClient.BackendProperty) as string ?? backend;
            model = update.ModelId ?? model;
            foreach (var spent in update.Contents.OfType<UsageContent>())
            {
                usage.Add(spent.Details);
            }

            if (update.Text is { Length: > 0 } piece)
            {
                text.Append(piece);
                onEvent?.Invoke(new TokenEvent(piece));
            }
        }

        return new ModelReply(text.ToString().Trim(), backend, model, time.GetElapsedTime(started), UsageOf(usage, backend));
    }

    private AgentUsage UsageOf(UsageDetails usage, string backend)
    {
        var (input, output) = (usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0);
        return new AgentUsage
        {
            ModelCalls = 1,
            InputTokens = input,
            OutputTokens = output,
            Cost = backends.First(candidate => candidate.Name == backend).CostOf(input, output),
        };
    }
}
