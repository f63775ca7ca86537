using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>Stopping, with a real model at work behind it.</summary>
[Collection(SharedBrowser.Name)]
public sealed class StopTests(BrowserFixture browser, ITestOutputHelper output)
{
    private const string LongQuestion = "Make a plan to clean the whole house, wash the car, repair the roof, paint the garden fence and plant ten apple trees.";
    private const int OtherCallers = 8;

    // The node puts about eight pieces of prompt, and as many of the answer's tokens, into each: less than half of an unstopped answer.
    private const int AnswersMeanwhile = 40;

    // What is left of the context of 1,024 beside the prompt, and a few of the other callers' tokens.
    private const int UnstoppedTokens = 900;

    [Fact]
    public async Task Model_StoppedAtFirstWord_FreesTheSlotOfTheNode()
    {
        await using var system = await EndlessSystem.StartAsync(TestContext.Current.CancellationToken);
        await using var tab = await browser.OpenAsync(system.Web);
        var load = new RouterLoad(system.CreateRouterClient(), OtherCallers);
        await using (load)
        {
            await tab.GoToPlaygroundAsync("model:local/pocket");
            await tab.Page.EvaluateAsync(
                """
                () => new MutationObserver((_, observer) => {
                  if (document.querySelector('[data-answer]')) { observer.disconnect(); document.querySelector('[data-stop]').click(); }
                }).observe(document.querySelector('[data-follow]'), { childList: true, subtree: true })
                """);
            await tab.AskAsync(LongQuestion);
            await tab.WaitForEndAsync();

            // Alone, the node would be done before a busy machine has carried the stop to it.
            await load.WaitForAnswersAsync(AnswersMeanwhile, TestContext.Current.CancellationToken);
        }

        await Expect(tab.LastTurn).ToHaveAttributeAsync("data-status", "stopped");
        var tokens = await system.CountGeneratedTokensAsync(TestContext.Current.CancellationToken) - load.Answered;
        output.WriteLine($"{tokens} tokens until it was stopped; {load.Answered} for others.");
        Assert.InRange(tokens, 1, UnstoppedTokens - 1);
    }
}
