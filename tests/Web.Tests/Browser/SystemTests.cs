using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchyard.Web.Tests.Browser;

/// <summary>A person at a browser in front of the real system: real model, real agent, real stores; no request is intercepted.</summary>
[Collection(SharedBrowser.Name)]
public sealed class SystemTests(BrowserFixture browser, SystemFixture system, ITestOutputHelper output) : IClassFixture<SystemFixture>
{
    private const int Products = 20;
    private const int Required = 18;
    private const string Agent = "agent:assistant";
    private const string Model = "model:local/pocket";
    private const string LongQuestion = "Make a plan to clean the whole house, wash the car, repair the roof, paint the garden fence and plant ten apple trees.";
    private const int OtherCallers = 8;

    [Fact]
    public async Task Agent_TwentyProducts_AtLeastEighteenRight()
    {
        output.WriteLine($"Seed: {RandomProducts.Seed} (SWITCHYARD_SEED gives another).");
        await using var tab = await browser.OpenAsync(system.Web);
        await tab.GoToPlaygroundAsync(Agent);
        var right = 0;
        foreach (var factors in RandomProducts.Draw(RandomProducts.Seed, Products))
        {
            right += await IsRightAsync(tab, factors) ? 1 : 0;
        }

        output.WriteLine($"{right} of {Products} products right.");
        Assert.InRange(right, Required, Products);
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Agent_Question_ShowsStepsAndIsOnTheRunsPage()
    {
        await using var tab = await browser.OpenAsync(system.Web);
        await tab.GoToPlaygroundAsync(Agent);
        await Expect(tab.Page.Locator("main")).Not.ToContainTextAsync("3504");

        await tab.AskAsync("What is 48 * 73?");
        await tab.WaitForStatusAsync("completed");
        await Expect(tab.LastTurn.Locator("[data-step=tool]")).ToContainTextAsync("calculator");
        await Expect(tab.LastTurn.Locator("[data-result]")).ToHaveTextAsync("3504");
        await Expect(tab.Answer).ToContainTextAsync("3504");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Runs" }).ClickAsync();
        await tab.Page.Locator("[data-run]", new() { HasText = "What is 48 * 73?" }).First.ClickAsync();

        await Expect(tab.Page.Locator(".detail [data-result]")).ToHaveTextAsync("3504");
        await Expect(tab.Page.Locator(".detail [data-run-status]")).ToHaveTextAsync("completed");
    }

    [Fact]
    public async Task Model_Answer_GrowsWhileItStreams()
    {
        await using var load = new RouterLoad(system.CreateClient("router"), OtherCallers);
        await using var tab = await browser.OpenAsync(system.Web);
        await tab.GoToPlaygroundAsync(Model);
        Assert.Equal(0, await tab.Page.Locator("[data-answer]").CountAsync());
        await tab.Page.EvaluateAsync(
            """
            () => {
              window.lengths = [];
              new MutationObserver(() => {
                const length = document.querySelector('[data-answer]')?.textContent.length ?? 0;
                if (length > (window.lengths.at(-1) ?? 0)) window.lengths.push(length);
              }).observe(document.querySelector('[data-follow]'), { childList: true, subtree: true, characterData: true });
            }
            """);

        // Not before the node has as much to do as it will have.
        await load.WaitForAnswersAsync(OtherCallers, TestContext.Current.CancellationToken);
        await tab.AskAsync(LongQuestion);
        await tab.WaitForEndAsync();

        await Expect(tab.LastTurn).ToHaveAttributeAsync("data-status", "completed");
        var lengths = await tab.Page.EvaluateAsync<int[]>("window.lengths");
        output.WriteLine($"Lengths shown: {string.Join(", ", lengths)}.");
        Assert.InRange(lengths.Length, 3, int.MaxValue);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pages_AllServicesUp_LookFinished(ColorScheme scheme)
    {
        await using var tab = await browser.OpenAsync(system.Web, scheme);
        await tab.GoToPlaygroundAsync(Agent);
        foreach (var question in new[] { "What is 48 * 73?", "What time is it in Tokyo?" })
        {
            await tab.AskAsync(question);
            await tab.WaitForEndAsync();
        }

        await Screenshots.TakeAsync(tab, "playground", scheme);
        await tab.GoAsync("/");
        await Expect(tab.Page.Locator("[role=status]").First).ToContainTextAsync("6 of 6 healthy", new() { Timeout = 30_000 });
        await Expect(tab.Page.Locator("[data-resource=postgres]")).ToContainTextAsync("Healthy");
        if (Screenshots.Wanted)
        {
            await ShowTrafficAsync(tab);
        }

        await Screenshots.TakeAsync(tab, "overview", scheme);
        await tab.GoAsync("/models");
        await Expect(tab.Page.Locator("[data-model='local/pocket']")).ToContainTextAsync("demo model");
        await Screenshots.TakeAsync(tab, "models", scheme);
        await tab.GoAsync("/runs");
        await tab.Page.Locator("[data-run]").First.ClickAsync();
        await tab.Page.Locator(".detail [data-run-output]").WaitForAsync();
        await Screenshots.TakeAsync(tab, "runs", scheme);
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Providers_AliasAdded_IsServedUntilRemoved()
    {
        await using var tab = await browser.OpenAsync(system.Web);
        await tab.GoAsync("/providers");
        await Expect(tab.Page.Locator("[data-provider=local] [data-endpoint]").First).ToContainTextAsync("Ready");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Add alias" }).ClickAsync();
        await tab.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("fast");
        await tab.Page.GetByLabel("Model string", new() { Exact = true }).FillAsync("local/pocket");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var alias = tab.Page.Locator("[data-setting=fast]");
        await Expect(alias).ToContainTextAsync("local/pocket");
        await Expect(tab.Page.Locator("[data-change]").First).ToContainTextAsync("local set aliases/fast");
        using var router = system.CreateClient("router");
        Assert.Contains("\"fast\"", await router.GetStringAsync("/v1/models", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await alias.GetByRole(AriaRole.Button, new() { Name = "Remove fast", Exact = true }).ClickAsync();
        await alias.GetByRole(AriaRole.Button, new() { Name = "Really remove fast" }).ClickAsync();
        await Expect(alias).ToHaveCountAsync(0);
        tab.AssertNoComplaints();
    }

    [Fact]
    public async Task Providers_BadAddress_IsRefusedBesideItsField()
    {
        await using var tab = await browser.OpenAsync(system.Web);
        await tab.GoAsync("/providers");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Add provider" }).ClickAsync();
        await tab.Page.GetByLabel("Id", new() { Exact = true }).FillAsync("team");
        await tab.Page.GetByLabel("Base URL").FillAsync("nowhere");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(tab.Page.Locator("form [role=alert]")).ToContainTextAsync("Router:Providers:team:BaseUrl");
        await Expect(tab.Page.GetByLabel("Base URL")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task Requests_QuestionAsked_ShowsItsAttempt()
    {
        using var router = system.CreateClient("router");
        using var content = new StringContent("""{"model":"local/pocket","max_tokens":4,"messages":[{"role":"user","content":"Hello"}]}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await router.PostAsync("/v1/chat/completions", content, TestContext.Current.CancellationToken);
        var id = response.Headers.GetValues("x-request-id").Single();
        await using var tab = await browser.OpenAsync(system.Web);
        await tab.GoAsync("/requests");

        await tab.Page.Locator($"[data-request='{id}'] a").ClickAsync();

        await Expect(tab.Page.Locator("[data-attempt='1'] [data-outcome]")).ToHaveTextAsync("completed");
        await Expect(tab.Page.Locator("[aria-label=Facts]")).ToContainTextAsync("local with local/pocket");
        tab.AssertNoComplaints();
    }

    // A picture of a system at work says more than one of an idle one.
    private async Task ShowTrafficAsync(BrowserPage tab)
    {
        await using var load = new RouterLoad(system.CreateClient("router"), 1);
        await tab.Page.WaitForFunctionAsync(
            "() => document.querySelector('[data-resource=router] polyline').points.length > 8", null, new PageWaitForFunctionOptions { Timeout = 60_000 });
    }

    // Right means: the agent's answer holds the product, and the calculator really was asked. What was right must be in the tables as it was on the page.
    private async Task<bool> IsRightAsync(BrowserPage tab, Factors factors)
    {
        var (question, product) = ($"What is {factors.Left} * {factors.Right}?", factors.Product);
        await Expect(tab.Page.Locator("main")).Not.ToContainTextAsync(product);
        await tab.AskAsync(question);
        await tab.WaitForEndAsync();
        var correct = await tab.Answer.CountAsync() > 0
            && (await tab.Answer.InnerTextAsync()).Replace(",", string.Empty, StringComparison.Ordinal).Contains(product, StringComparison.Ordinal)
            && await tab.LastTurn.Locator("[data-result]", new() { HasText = product }).CountAsync() > 0;
        if (correct)
        {
            await AssertRecordedAsync(tab, question);
        }
        else
        {
            output.WriteLine($"{question} {product}, but: {(await tab.LastTurn.InnerTextAsync()).ReplaceLineEndings(" ")}");
        }

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "New" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-turn]")).ToHaveCountAsync(0);
        return correct;
    }

    private async Task AssertRecordedAsync(BrowserPage tab, string input)
    {
        using var agents = system.CreateClient("agenthost");
        var json = await agents.GetStringAsync("/v1/runs?limit=5", TestContext.Current.CancellationToken);
        var run = JsonSerializer.Deserialize(json, AgentsJsonContext.Default.RunList)!.Data.First(run => run.Input == input);
        var steps = await system.ReadToolStepsAsync(run.Id, TestContext.Current.CancellationToken);

        Assert.Equal(RunStatuses.Completed, run.Status);
        Assert.Equal(await TextsAsync(tab, "[data-arguments]"), ValuesOf(RunEventTypes.ToolCall).Select(Compact));
        Assert.Equal(await TextsAsync(tab, "[data-result]"), ValuesOf(RunEventTypes.ToolResult));

        IEnumerable<string> ValuesOf(string type) => steps.Where(step => step.Type == type).Select(static step => step.Value);
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(BrowserPage tab, string selector) => await tab.LastTurn.Locator(selector).AllTextContentsAsync();

    // PostgreSQL writes blanks between members; the page leaves them out where all fits on one line.
    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString();
}
