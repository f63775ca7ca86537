namespace Switchyard.Agents.Tools.Search;

/// <summary>A document that was found.</summary>
/// <param name="Document">The document.</param>
/// <param name="Score">How well it matches; comparable within one search only.</param>
public readonly record struct TextMatch(TextDocument Document, double Score);
