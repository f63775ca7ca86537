namespace Switchyard.Dialects.Tests.Support;

/// <summary>Takes streams apart far enough to see how they end.</summary>
internal static class Ends
{
    public static int Errors(Dialect caller, string stream) => Count(stream, caller switch
    {
        Dialect.Anthropic => "event: error\n",
        Dialect.Responses => "event: response.failed\n",
        _ => "data: {\"error\":",
    });

    public static IEnumerable<string> Messages(Dialect upstream, string stream) => upstream == Dialect.Ollama
        ? stream.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        : stream.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => line[6..]);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
