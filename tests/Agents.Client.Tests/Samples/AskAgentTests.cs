using Switchyard.Agents.Client.Backends;
using Switchyard.Tests.Common.Files;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Agents.Client.Tests.Samples;

/// <summary>The sample, published as a person would: trimmed, with the runtime, and small.</summary>
public sealed class AskAgentTests(TrimmedAskAgent program) : IClassFixture<TrimmedAskAgent>
{
    private const long MaxBytes = 5 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Publish_Trimmed_HasNoTrimWarnings() => Assert.DoesNotContain("IL2", program.PublishOutput, StringComparison.Ordinal);

    [Fact]
    public void Publish_Trimmed_IsSmallerThanFiveMegabytes()
    {
        var sizes = TrimmedAskAgent.ReadSizes();

        Assert.Contains("Switchyard.Agents.Client.dll", sizes.Keys);
        Assert.Contains("Microsoft.Extensions.AI.Abstractions.dll", sizes.Keys);
        Assert.DoesNotContain("System.Private.CoreLib.dll", sizes.Keys);
        Assert.True(sizes.Values.Sum() < MaxBytes, string.Join(", ", sizes.Select(size => $"{size.Key} {size.Value:N0}")));
    }

    [Fact]
    public async Task Program_Question_CallsItsToolAndAnswers()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.StreamCall("calculator", """{"expression":"123*456"}"""), Token);
        var call = router.Handler;
        router.Handler = context => router.Requests.Count == 1 ? call(context) : Replies.Stream("The result is 56088.")(context);

        var (exitCode, output, error) = await TrimmedAskAgent.RunAsync("What is 123*456?", router.Address);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal("[calculator {\"expression\":\"123*456\"}]\n[= 56088]\nThe result is 56088.\n", output);
        Assert.Contains("56088", router.Requests.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_OfAFile_AsksTheNextServerWhereTheFirstIsAway()
    {
        await using var backup = await FakeUpstream.StartAsync(Replies.Stream("It is 56088."), Token);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["agent.json"], $$"""
            {
              "name": "counter", "systemPrompt": "Count.", "defaultTransport": "online",
              "onlineEndpoints": [ { "name": "away", "address": "http://127.0.0.1:9" }, { "name": "backup", "address": "{{backup.Address}}", "model": "small" } ],
              "localModelPaths": { "pocket": "models/pocket" }
            }
            """, Token);

        var (exitCode, output, error) = await TrimmedAskAgent.RunAsync("What is 123*456?", folder["agent.json"]);

        Assert.Equal((0, "It is 56088.\n", ""), (exitCode, output, error));
        Assert.Contains("\"model\":\"small\"", backup.Requests.Single().Body, StringComparison.Ordinal);
        Assert.Contains("Count.", backup.Requests.Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SampleFile_NamesServersAndModels()
    {
        var sample = Path.Combine(TrimmedAskAgent.Root, "samples", "agents", "AskAgent", "agent.json");
        var options = AgentBackendOptions.Read(await File.ReadAllTextAsync(sample, Token));

        Assert.Equal((AgentTransport.Online, "router", "ollama", "models/pocket"), (options.DefaultTransport, options.OnlineEndpoints[0].Name, options.OnlineEndpoints[1].Name, options.LocalModelPaths["pocket"]));
    }

    [Fact]
    public async Task Program_RouterRefuses_SaysWhy()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Error(401, "A key is needed.", "invalid_api_key"), Token);

        var (exitCode, _, error) = await TrimmedAskAgent.RunAsync("?", router.Address);

        Assert.Equal(1, exitCode);
        Assert.Contains("A key is needed.", error, StringComparison.Ordinal);
    }
}
