using Switchyard.Queue.Files;

namespace Switchyard.Queue.Batches;

/// <summary>A file that a batch leads to, filled and not yet complete.</summary>
/// <param name="Id">The file.</param>
/// <param name="Terms">What is to hold of it.</param>
public sealed record BatchFile(Guid Id, FileTerms Terms);
