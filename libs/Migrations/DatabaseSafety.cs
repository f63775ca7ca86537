using Npgsql;

namespace Switchyard.Migrations;

/// <summary>Finds out whether a database keeps what it has committed when it is killed. <c>synchronous_commit = local</c> does: only a replica may not know yet.</summary>
/// <param name="loss">What is lost otherwise, as a clause: "jobs it has acknowledged are lost".</param>
/// <param name="acceptance">What to do to accept that: "set AllowUnsafeDatabase to true".</param>
/// <param name="isAccepted">Whether it is accepted.</param>
public sealed class DatabaseSafety(string loss, string acceptance, bool isAccepted)
{
    private const string Sql = "select name, source from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name";

    private volatile IReadOnlyList<string> _concerns = [];

    /// <summary>Gets what was found and is accepted.</summary>
    public IReadOnlyList<string> Concerns => _concerns;

    /// <summary>Looks at the settings as a connection has them.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UnsafeDatabaseException">They are unsafe, and that is not accepted.</exception>
    public async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        List<(string Name, string Source)> off = [];
        using (var command = new NpgsqlCommand(Sql, connection))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    off.Add((reader.GetString(0), reader.GetString(1)));
                }
            }
        }

        _concerns = off.Count == 0 ? [] : [$"PostgreSQL runs with {string.Join(" and ", off.Select(setting => $"{setting.Name} = off (set by: {setting.Source})"))}: when it or its machine is killed, {loss}."];
        if (off.Count > 0 && !isAccepted)
        {
            throw new UnsafeDatabaseException(
                $"{_concerns[0]} Set it to on where it was set, for the whole server with \"alter system set {off[0].Name} = on; select pg_reload_conf();\", or {acceptance} to accept the loss.");
        }
    }
}
