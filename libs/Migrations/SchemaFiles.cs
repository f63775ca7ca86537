using System.Reflection;

namespace Switchyard.Migrations;

/// <summary>A schema of a PostgreSQL database and the files that make it.</summary>
/// <param name="Name">Its name, a lower-case identifier; its table <c>schema_versions</c> remembers the files.</param>
/// <param name="LockId">The advisory lock that replicas share while they make it: any number that no other service of the database takes.</param>
/// <param name="Files">Holds the files as <c>.sql</c> resources.</param>
public sealed record SchemaFiles(string Name, long LockId, Assembly Files);
