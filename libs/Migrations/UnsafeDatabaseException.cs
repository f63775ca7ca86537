namespace Switchyard.Migrations;

/// <summary>The database would forget what it has committed, and nobody said that it may.</summary>
/// <param name="message">Which settings are to blame, and what to do.</param>
public sealed class UnsafeDatabaseException(string message) : Exception(message);
