namespace Switchyard.Dialects.Tests.Support;

/// <summary>Bodies as the providers' documentation describes them, and their translations, each read line by line before it was kept.</summary>
internal static class Golden
{
    public static readonly Dialect[] Callers = [Dialect.Chat, Dialect.Completions, Dialect.Responses, Dialect.Anthropic];

    public static readonly Dialect[] Upstreams = [Dialect.Chat, Dialect.Anthropic, Dialect.Gemini, Dialect.Ollama];

    public static TheoryData<Dialect, Dialect> Pairs
    {
        get
        {
            var pairs = new TheoryData<Dialect, Dialect>();
            foreach (var upstream in Upstreams)
            {
                foreach (var caller in Callers)
                {
                    pairs.Add(upstream, caller);
                }
            }

            return pairs;
        }
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", path));

    /// <summary>Compares with a kept translation; a new one is left beside the test program, to be read and then taken over.</summary>
    public static void Matches(string path, string actual)
    {
        var actualPath = Path.Combine(AppContext.BaseDirectory, "Actual", path);
        Directory.CreateDirectory(Path.GetDirectoryName(actualPath)!);
        File.WriteAllText(actualPath, actual);

        Assert.Equal(Read(path), actual);
    }
}
