using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Definitions;

/// <summary>What is wrong with a definition. One reader writes it.</summary>
internal sealed class MistakeList
{
    private readonly List<AgentMistake> _all = [];

    public bool IsEmpty => _all.Count == 0;

    /// <summary>Gets the mistakes in the order of their lines.</summary>
    public IReadOnlyList<AgentMistake> All => [.. _all.OrderBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column)];

    public void Add(int line, int column, string path, string message) => _all.Add(new AgentMistake { Line = line, Column = column, Path = path, Message = message });

    /// <summary>One line for each mistake.</summary>
    public string Describe(string file) => string.Join('\n', All.Select(mistake => $"{file}({mistake.Line},{mistake.Column}): {mistake.Path}{(mistake.Path.Length > 0 ? ": " : "")}{mistake.Message}"));
}
