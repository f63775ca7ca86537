namespace Switchyard.Agents.Graphs.Deltas;

/// <summary>Where a property lies in a document: its name with quotes, and its value.</summary>
internal readonly record struct DocumentProperty(int NameStart, int NameLength, int ValueStart, int ValueLength);
