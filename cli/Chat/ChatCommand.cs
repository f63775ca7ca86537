using System.CommandLine;
using System.CommandLine.Parsing;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Chat;

/// <summary><c>switchyard chat</c>: one question, a piped one, or a conversation.</summary>
internal static class ChatCommand
{
    public static Command Create(LocalSystem system)
    {
        var question = new Argument<string?>("question") { Description = "Ask this and end; without it a conversation begins, or standard input is asked.", Arity = ArgumentArity.ZeroOrOne };
        var model = new Option<string?>("--model", "-m") { Description = "The model string, such as local/pocket; the Router's default when left out." };
        var agent = new Option<string?>("--agent", "-a") { Description = "Talk to an agent, such as assistant, instead of to a model." };
        var user = new Option<string?>("--user") { Description = "The user an agent's conversation belongs to." };
        var url = new Option<Uri?>("--url") { Description = "Another Router (or, with --agent, AgentHost) than the one that runs here.", CustomParser = ParseUrl };
        var command = new Command("chat", "Streams answers in the terminal.") { question, model, agent, user, url };
        command.SetAction((parsed, _) =>
        {
            var agentName = parsed.GetValue(agent);
            var address = parsed.GetValue(url) ?? system.AddressOf(agentName is null ? "router" : "agenthost");
            return address is null
                ? Task.FromResult(system.SayNotRunning())
                : RunAsync(Connect(address, parsed.GetValue(model), agentName, parsed.GetValue(user)), parsed.GetValue(question));
        });
        return command;
    }

    private static Uri? ParseUrl(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            return url;
        }

        result.AddError($"'{text}' is not an address; write it as http://host:port.");
        return null;
    }

    private static IChatPartner Connect(Uri address, string? model, string? agent, string? user) =>
        agent is null ? new ModelPartner(address, model) : new AgentPartner(address, agent, model, user);

    private static async Task<int> RunAsync(IChatPartner partner, string? question)
    {
        using (partner)
        {
            using var interrupts = new Interrupts();
            var session = new ChatSession(partner, interrupts, Console.Out, Console.Error);
            if (question is not null)
            {
                return await session.AskAsync(question);
            }

            return Console.IsInputRedirected ? await session.AskAsync(await Console.In.ReadToEndAsync()) : await session.ConverseAsync();
        }
    }
}
