namespace Switchyard.Agents.Postgres;

/// <summary>Which database a <see cref="PostgresRunJournal"/> uses.</summary>
public sealed record PostgresRunJournalOptions
{
    /// <summary>Gets the database, as Npgsql reads it. The schema <c>agent_runs</c> is made there.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Gets whether a database may be used that forgets what it has committed when it or its machine is killed; <see langword="false"/> unless it is set.</summary>
    public bool AllowUnsafeDatabase { get; init; }
}
