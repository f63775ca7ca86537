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
}
