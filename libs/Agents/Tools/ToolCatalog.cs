using System.Collections.Frozen;

namespace Switchyard.Agents.Tools;

/// <summary>All tools a host has, out of which an agent's are chosen by name, by <c>category:math</c>, or by <c>*</c> for all. Safe for concurrent use.</summary>
public sealed class ToolCatalog
{
    private const string CategoryPrefix = "category:";

    private readonly ToolBox _tools;
    private readonly FrozenSet<string> _categories;

    /// <summary>Initializes a new instance of the <see cref="ToolCatalog"/> class.</summary>
    public ToolCatalog(ToolBox tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        _tools = tools;
        _categories = tools.All.Select(tool => tool.Definition.Category).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Gets the categories that have tools, in alphabetical order.</summary>
    public IEnumerable<string> Categories => _categories.Order(StringComparer.Ordinal);

    /// <summary>Chooses the tools that at least one of <paramref name="selectors"/> names, in the catalogue's order, each once.</summary>
    /// <param name="selectors">Names, <c>category:…</c> and <c>*</c>; none chooses no tool.</param>
    public CatalogSelection Select(IReadOnlyCollection<string> selectors)
    {
        ArgumentNullException.ThrowIfNull(selectors);
        var errors = selectors.Select(Check).OfType<string>().ToList();
        return errors.Count > 0
            ? new CatalogSelection(null, errors)
            : new CatalogSelection(new ToolBox(_tools.All.Where(tool => selectors.Any(selector => Matches(tool.Definition, selector)))), []);
    }

    private static bool Matches(ToolDefinition tool, string selector) =>
        selector == "*" || selector == tool.Name || (selector.StartsWith(CategoryPrefix, StringComparison.Ordinal) && selector.AsSpan(CategoryPrefix.Length).SequenceEqual(tool.Category));

    private string? Check(string selector)
    {
        if (selector == "*" || _tools.TryGet(selector, out _))
        {
            return null;
        }

        if (!selector.StartsWith(CategoryPrefix, StringComparison.Ordinal))
        {
            return $"There is no tool '{selector}'{Suggest(selector)}.";
        }

        return _categories.Contains(selector[CategoryPrefix.Length..])
            ? null
            : $"There is no category '{selector[CategoryPrefix.Length..]}'; there are {string.Join(", ", Categories)}.";
    }

    // Names differ from what was meant by a word more often than by a letter: fetch_page for fetch_url.
    private string Suggest(string name)
    {
        var words = name.Split('_').ToHashSet(StringComparer.OrdinalIgnoreCase);
        var near = _tools.All.Select(tool => tool.Definition.Name).Where(known => known.Split('_').Any(words.Contains)).Take(3).ToList();
        return near.Count == 0 ? string.Empty : $"; there is {string.Join(", ", near)}";
    }
}
