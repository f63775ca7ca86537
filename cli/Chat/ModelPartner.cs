using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using Switchyard.Providers.OpenAICompatible;

namespace Switchyard.Cli.Chat;

/// <summary>A model behind the Router. The history is kept here, as chat completions know none.</summary>
internal sealed class ModelPartner : IChatPartner
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly OpenAICompatibleChatClient _client;
    private readonly List<ChatMessage> _history = [];

    public ModelPartner(Uri router, string? model)
    {
        Name = model ?? "model";
        _client = new OpenAICompatibleChatClient(_http, new OpenAICompatibleChatClientOptions { Endpoint = new Uri(router, "/v1"), Model = model });
    }

    public string Name { get; }

    public async IAsyncEnumerable<ChatPiece> AskAsync(string question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _history.Add(new ChatMessage(ChatRole.User, question));
        var answer = new StringBuilder();
        try
        {
            await foreach (var update in _client.GetStreamingResponseAsync(_history, cancellationToken: cancellationToken))
            {
                answer.Append(update.Text);
                yield return new ChatPiece(update.Text);
            }
        }
        finally
        {
            Remember(answer.ToString());
        }
    }

    public void StartAnew() => _history.Clear();

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    // A question without an answer would stand beside the next one and confuse the model.
    private void Remember(string answer)
    {
        if (answer.Length > 0)
        {
            _history.Add(new ChatMessage(ChatRole.Assistant, answer));
        }
        else
        {
            _history.RemoveAt(_history.Count - 1);
        }
    }
}
