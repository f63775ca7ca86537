namespace Switchyard.Agents.Tools.Search;

/// <summary>Something that was found.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Address">Where it is: a URL or a file.</param>
/// <param name="Snippet">The part of it that matches.</param>
public sealed record SearchHit(string Title, string Address, string Snippet);
