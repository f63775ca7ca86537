using System.Globalization;

namespace Switchyard.Agents.Questions.Tests;

/// <summary>Writes scores down, for <c>bench/results/questions.md</c>: as rows of a Markdown table, into the file that the variable SWITCHYARD_SCORES names.</summary>
internal static class ScoreSheet
{
    private const string Variable = "SWITCHYARD_SCORES";

    private static readonly Lock s_gate = new();

    public static void Note(string agent, int tools, int asked, IReadOnlyCollection<string> wrong)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
        {
            return;
        }

        var right = asked - wrong.Count;
        var row = string.Create(CultureInfo.InvariantCulture, $"| {agent} | {tools} | {asked} | {right} | {100.0 * right / asked:0.#} % | {string.Join("; ", wrong.Order(StringComparer.Ordinal).Select(Escape))} |\n");
        lock (s_gate)
        {
            File.AppendAllText(path, row);
        }
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
