using Switchyard.AgentClient;
using Switchyard.Cli.Systems;
using Switchyard.Providers;

namespace Switchyard.Cli.Chat;

/// <summary>Asks a partner and writes its answers: answers to the output, all else to the side, so that an answer can be piped on.</summary>
internal sealed class ChatSession(IChatPartner partner, Interrupts interrupts, TextWriter output, TextWriter side)
{
    /// <summary>Asks one question.</summary>
    public async Task<int> AskAsync(string question)
    {
        if (string.IsNullOrWhiteSpace(question))
        {
            await side.WriteLineAsync("There is no question. Use: ./switchyard chat \"question\".");
            return ExitCodes.Failure;
        }

        try
        {
            await WriteAnswerAsync(question.Trim(), interrupts.BeginAnswer());
            return ExitCodes.Success;
        }
        catch (OperationCanceledException)
        {
            await output.WriteLineAsync();
            await side.WriteLineAsync("(stopped)");
            return ExitCodes.Interrupted;
        }
        catch (Exception exception) when (exception is ProviderException or AgentHostRefusedException or HttpRequestException or IOException)
        {
            await side.WriteLineAsync($"error: {exception.Message}");
            return ExitCodes.Failure;
        }
        finally
        {
            interrupts.EndAnswer();
        }
    }

    /// <summary>Asks until the person has enough.</summary>
    public async Task<int> ConverseAsync()
    {
        await side.WriteLineAsync($"Talking to {partner.Name}. Ctrl-C stops an answer, /new starts anew, /exit ends.");
        while (true)
        {
            await side.WriteAsync("> ");
            switch ((await Console.In.ReadLineAsync())?.Trim())
            {
                case null or "/exit" or "/quit":
                    return ExitCodes.Success;
                case "":
                    break;
                case "/new":
                    partner.StartAnew();
                    break;
                case ['/', ..] unknown:
                    await side.WriteLineAsync($"'{unknown}' is not known. There are /new and /exit.");
                    break;
                case var question:
                    await AskAsync(question);
                    break;
            }
        }
    }

    private async Task WriteAnswerAsync(string question, CancellationToken cancellationToken)
    {
        await foreach (var piece in partner.AskAsync(question, cancellationToken))
        {
            await (piece.IsRemark ? side.WriteLineAsync(piece.Text) : output.WriteAsync(piece.Text));
            await output.FlushAsync(cancellationToken);
        }

        await output.WriteLineAsync();
    }
}
