namespace Switchyard.Agents.Tools.Web.Robots;

/// <summary>What a robots.txt lets one program read: the groups that name it, or those for all where none does; the longest pattern that matches decides, and permits where two are as long. Source: RFC 9309.</summary>
internal sealed class RobotsRules
{
    private readonly List<RobotsRule> _rules;

    private RobotsRules(List<RobotsRule> rules) => _rules = rules;

    /// <summary>Gets the rules of a host that has none.</summary>
    public static RobotsRules All { get; } = new([]);

    /// <summary>Gets the rules of a host whose rules cannot be read.</summary>
    public static RobotsRules Nothing { get; } = new([new RobotsRule("/", false)]);

    /// <summary>Reads the rules for a program.</summary>
    public static RobotsRules Read(string text, string name)
    {
        var (own, general) = (new List<RobotsRule>(), new List<RobotsRule>());
        var isNamed = false;
        var targets = new List<List<RobotsRule>>();
        var inRules = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var (key, value) = ReadLine(line);
            if (key is "user-agent")
            {
                // Names in a row begin a group together; one after rules begins another.
                targets = inRules ? [] : targets;
                inRules = false;
                var isOwn = value.Equals(name, StringComparison.OrdinalIgnoreCase);
                isNamed |= isOwn;
                targets.AddRange(isOwn ? [own] : value == "*" ? [general] : []);
            }
            else if (key is "allow" or "disallow")
            {
                inRules = true;
                targets.ForEach(target => Add(target, value, key is "allow"));
            }
        }

        return new RobotsRules(isNamed ? own : general);
    }

    /// <summary>Says whether a path, with its query, may be read.</summary>
    public bool Allows(string path)
    {
        var (length, allows) = (-1, true);
        foreach (var rule in _rules)
        {
            if (rule.Pattern.Length >= length && rule.Matches(path))
            {
                (length, allows) = (rule.Pattern.Length, rule.Allows || (rule.Pattern.Length == length && allows));
            }
        }

        return allows;
    }

    private static void Add(List<RobotsRule> rules, string pattern, bool allows)
    {
        if (pattern.Length > 0)
        {
            rules.Add(new RobotsRule(pattern, allows));
        }
    }

    private static (string Key, string Value) ReadLine(ReadOnlySpan<char> line)
    {
        var comment = line.IndexOf('#');
        var content = comment < 0 ? line : line[..comment];
        var colon = content.IndexOf(':');
        return colon < 0 ? (string.Empty, string.Empty) : (content[..colon].Trim().ToString().ToLowerInvariant(), content[(colon + 1)..].Trim().ToString());
    }
}
