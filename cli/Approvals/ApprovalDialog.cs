using Spectre.Console;
using Switchyard.AgentClient;
using Switchyard.Cli.Runs;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Approvals;

/// <summary>Asks a person at a terminal for the answers to what runs wait for, one after the other; each can be left for later.</summary>
internal sealed class ApprovalDialog(IAnsiConsole console, RunsClient runs)
{
    private const string Later = "(later)";

    private static readonly Dictionary<string, string> s_outcomes = new(StringComparer.Ordinal)
    {
        ["It happened"] = ResolveOutcomes.Happened,
        ["It did not: make it"] = ResolveOutcomes.DidNotHappen,
        ["End the run"] = ResolveOutcomes.End,
    };

    public async Task<int> RunAsync(string? user, CancellationToken cancellationToken)
    {
        var waiting = await runs.ListWaitingAsync(user, cancellationToken);
        if (waiting.Data.Count == 0)
        {
            console.WriteLine("Nothing waits.");
        }

        var refused = 0;
        foreach (var request in waiting.Data)
        {
            Show(request);
            refused += await TryTellAsync(request, user, cancellationToken) ? 0 : 1;
        }

        return refused == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private void Show(WaitingRequest request)
    {
        console.Write(new Rule($"[bold]{Markup.Escape(request.Kind)}[/] of {Markup.Escape(request.Agent)}") { Justification = Justify.Left });
        console.Write(WaitingText.About(request));
    }

    // Somebody else may have answered meanwhile; that keeps none of the others from it.
    private async Task<bool> TryTellAsync(WaitingRequest request, string? user, CancellationToken cancellationToken)
    {
        try
        {
            await TellAsync(request, user, cancellationToken);
            return true;
        }
        catch (AgentHostRefusedException refused)
        {
            console.WriteLine(refused.Message);
            return false;
        }
    }

    private async Task TellAsync(WaitingRequest request, string? user, CancellationToken cancellationToken)
    {
        if (request.Kind == WaitingKinds.Uncertain)
        {
            if (await ChooseAsync("Did it happen?", s_outcomes.Keys, cancellationToken) is { } said)
            {
                await ResolveAsync(request, s_outcomes[said], user, cancellationToken);
            }

            return;
        }

        var answer = request.Choices.Count > 0
            ? await ChooseAsync("Your answer", request.Choices, cancellationToken)
            : await new TextPrompt<string>("Your answer (nothing: later)").AllowEmpty().ShowAsync(console, cancellationToken);
        if (!string.IsNullOrWhiteSpace(answer))
        {
            await runs.AnswerAsync(request.RunId, new AnswerRequest { Key = request.Key, Answer = answer, User = user }, cancellationToken);
        }
    }

    private async Task ResolveAsync(WaitingRequest request, string outcome, string? user, CancellationToken cancellationToken)
    {
        var text = outcome == ResolveOutcomes.Happened
            ? await new TextPrompt<string>("What it gave, as JSON or text (may be empty)").AllowEmpty().ShowAsync(console, cancellationToken)
            : null;
        await runs.ResolveAsync(request.RunId, new ResolveRequest { Key = request.Key, Outcome = outcome, Result = ResolveResult.Read(outcome, text), User = user }, cancellationToken);
    }

    private async Task<string?> ChooseAsync(string title, IEnumerable<string> choices, CancellationToken cancellationToken)
    {
        var prompt = new SelectionPrompt<string>().Title(title).UseConverter(static choice => Markup.Escape(VisibleText.Of(choice))).AddChoices(choices).AddChoices(Later);
        var chosen = await prompt.ShowAsync(console, cancellationToken);
        console.WriteLine($"{title}: {VisibleText.Of(chosen)}");
        return chosen == Later ? null : chosen;
    }
}
