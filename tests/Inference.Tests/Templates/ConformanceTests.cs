using System.Text.Json.Nodes;
using Switchyard.Inference.Tests.Templates.Fuzzing;

namespace Switchyard.Inference.Tests.Templates;

public sealed class ConformanceTests(ITestOutputHelper output)
{
    private const int Seed = 20_260;
    private const int Cases = 4_000;

    [Fact]
    public async Task Render_GeneratedTemplates_EqualThePeersOrAreRefused()
    {
        var generator = new TemplateGenerator(Seed, isCommon: true);
        var templates = Enumerable.Range(0, Cases).Select(_ => generator.Next()).ToList();

        var theirs = await PeerTemplates.AskAsync(templates.Select(template => (template, TemplateGenerator.Context)), TestContext.Current.CancellationToken);

        var ours = templates.ConvertAll(template => PeerTemplates.Render(template, TemplateGenerator.Context));
        var different = templates.Where((_, i) => theirs[i] is not null && ours[i] != theirs[i]).ToList();
        var equal = templates.Where((_, i) => ours[i] is not null && ours[i] == theirs[i]).Count();
        var answeredByUs = templates.Where((_, i) => ours[i] is not null && theirs[i] is null).Count();
        output.WriteLine($"Seed {Seed}: {equal} equal, {Cases - equal - answeredByUs - different.Count} refused by both, {answeredByUs} that only we answer, {different.Count} different.");
        Assert.Equal([], different);
        Assert.InRange(equal, Cases * 7 / 10, Cases);
    }

    [Fact]
    public async Task Render_KnownDifferences_FollowJinja()
    {
        var cases = KnownDifferences.All;

        var theirs = await PeerTemplates.AskAsync(cases.Select(one => (one.Template, TemplateGenerator.Context)), TestContext.Current.CancellationToken);

        Assert.Equal(cases.Select(one => one.Jinja), cases.Select(one => PeerTemplates.Render(one.Template, TemplateGenerator.Context)));
        Assert.Equal(cases.Select(one => one.Peer), theirs);
    }

    // The file's first line is the context; each other one a template and what Jinja2 wrote, null where it refused. See answers.py.
    [Fact]
    public void Render_TemplatesThatJinjaAnswered_GiveTheSame()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Templates", "answers.jsonl"));
        var cases = lines.Skip(1).Select(line => JsonNode.Parse(line)!.AsArray()).Select(pair => (Template: (string)pair[0]!, Text: (string?)pair[1])).ToList();

        var different = cases.Where(one => PeerTemplates.Render(one.Template, lines[0]) != one.Text).Select(one => one.Template).ToList();

        Assert.Equal([], different);
        Assert.Equal((1_900, 351), (cases.Count, cases.Count(one => one.Text is null)));
    }
}
