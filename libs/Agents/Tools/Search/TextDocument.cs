namespace Switchyard.Agents.Tools.Search;

/// <summary>A text that can be found.</summary>
/// <param name="Title">What it is called; its words count as the text's own.</param>
/// <param name="Address">Where it is: a file, a URL, a key.</param>
/// <param name="Text">The text.</param>
public sealed record TextDocument(string Title, string Address, string Text);
