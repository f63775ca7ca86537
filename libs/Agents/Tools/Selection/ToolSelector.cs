using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Switchyard.Agents.Tools.Selection;

/// <summary>
/// Chooses the tools a model is shown for an input, because small models do best with few. Each word of the input that a
/// tool mentions scores by where it is mentioned (name, tag, description, example) and by how few tools mention it;
/// what looks like arithmetic, a date or a file name counts as a sign, and more than a word. What is quoted is not read: it is what a tool is to work on,
/// and says nothing about which. Equal scores keep the tool box's order.
/// </summary>
public sealed partial class ToolSelector
{
    private const double NameWeight = 3;
    private const double TagWeight = 2;
    private const double DescriptionWeight = 1.5;
    private const double ExampleWeight = 1;

    // Words say what somebody talks about; a sign is what a tool is for.
    private const double SignFactor = 3;

    // English words that stand in any question, so that who says more than others would be found by them.
    private static readonly FrozenSet<string> s_anywhere = FrozenSet.Create(
        StringComparer.Ordinal,
        "the", "of", "is", "it", "to", "in", "and", "or", "for", "an", "at", "on", "by", "with", "that", "this", "are", "be", "as", "use", "me", "tell", "does", "do");

    private readonly List<(ITool Tool, Dictionary<string, double> Weights)> _tools;
    private readonly Dictionary<string, int> _mentions;

    /// <summary>Initializes a new instance of the <see cref="ToolSelector"/> class.</summary>
    public ToolSelector(ToolBox tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        _tools = [.. tools.All.Select(tool => (tool, Weigh(tool.Definition)))];
        _mentions = _tools.SelectMany(tool => tool.Weights.Keys).CountBy(word => word).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>Chooses at most <paramref name="count"/> tools, best first.</summary>
    public IReadOnlyList<ITool> Select(string input, int count)
    {
        ArgumentNullException.ThrowIfNull(input);
        var words = ReadWords(input).ToHashSet(StringComparer.Ordinal);
        return [.. _tools.OrderByDescending(tool => Score(tool.Weights, words)).Take(count).Select(tool => tool.Tool)];
    }

    private double Score(Dictionary<string, double> weights, HashSet<string> words) =>
        words.Sum(word => (word[0] == '#' ? SignFactor : 1) * weights.GetValueOrDefault(word) * Math.Log(1 + ((double)_tools.Count / _mentions.GetValueOrDefault(word, 1))));

    private static Dictionary<string, double> Weigh(ToolDefinition tool)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        Raise(weights, tool.Name.Replace('_', ' '), NameWeight);
        Raise(weights, string.Join(' ', tool.Tags), TagWeight);
        Raise(weights, tool.Description + " " + tool.WhenToUse, DescriptionWeight);
        Raise(weights, string.Join(' ', tool.Examples), ExampleWeight);
        return weights;
    }

    private static void Raise(Dictionary<string, double> weights, string text, double weight)
    {
        foreach (var word in ReadWords(text))
        {
            weights[word] = Math.Max(weight, weights.GetValueOrDefault(word));
        }
    }

    private static IEnumerable<string> ReadWords(string text)
    {
        foreach (Match match in Words().Matches(Quoted().Replace(text, " ").ToLowerInvariant()))
        {
            if (!s_anywhere.Contains(match.Value))
            {
                yield return Stem(match.Value);
            }
        }

        // A date is no subtraction.
        if (Arithmetic().IsMatch(IsoDate().Replace(text, " ")))
        {
            yield return "#arithmetic";
        }

        if (IsoDate().IsMatch(text))
        {
            yield return "#date";
        }

        if (FileName().IsMatch(text))
        {
            yield return "#file";
        }
    }

    // Plurals and simple verb endings meet their stem; exactness does not matter, both sides go through here.
    private static string Stem(string word) =>
        word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3]
        : word.Length > 4 && word.EndsWith("es", StringComparison.Ordinal) ? word[..^2]
        : word.Length > 3 && word.EndsWith('s') ? word[..^1]
        : word.Length > 4 && word.EndsWith('e') ? word[..^1]
        : word;

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex("[a-z][a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<![\d-])\d[\d.]*\s*(?:[-+*/×÷^%]|\*\*)\s*\(?\s*\d", RegexOptions.CultureInvariant)]
    private static partial Regex Arithmetic();

    [GeneratedRegex(@"\b\d{4}-\d{1,2}-\d{1,2}\b", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"\b[\w-]+\.(?:txt|md|json|ya?ml|log|csv|xml|html?)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex FileName();
}
