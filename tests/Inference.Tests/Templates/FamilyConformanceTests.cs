using Switchyard.Inference.Tests.Templates.Fuzzing;

namespace Switchyard.Inference.Tests.Templates;

/// <summary>Templates in the shape of those of well-known model families, over generated conversations.</summary>
public sealed class FamilyConformanceTests(ITestOutputHelper output)
{
    private const int Seed = 11;
    private const int Conversations = 80;

    private static readonly string[] s_withParts = ["chatml", "gemma", "qwen3"];

    [Fact]
    public async Task Render_Conversations_EqualThePeersOrAreRefusedByBoth()
    {
        var families = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Templates", "Families"), "*.jinja").Order(StringComparer.Ordinal).ToList();
        var cases = families.SelectMany(MakeCases).ToList();

        var theirs = await PeerTemplates.AskAsync(cases, TestContext.Current.CancellationToken);

        var ours = cases.ConvertAll(one => PeerTemplates.Render(one.Template, one.Context));
        output.WriteLine($"Seed {Seed}: {ours.Count(text => text is not null)} of {ours.Count} rendered, the others refused.");
        Assert.Equal(11, families.Count);
        Assert.Equal(theirs, ours);
        Assert.InRange(ours.Count(text => text is not null), ours.Count * 8 / 10, ours.Count);
    }

    private static IEnumerable<(string Template, string Context)> MakeCases(string path)
    {
        var conversations = new ConversationGenerator(Seed, hasParts: s_withParts.Contains(Path.GetFileNameWithoutExtension(path)));
        var template = File.ReadAllText(path);
        return Enumerable.Range(0, Conversations).Select(_ => (template, conversations.Next().ToJsonString()));
    }
}
