using Aspire.Hosting;
using Switchyard.Hosting.Processes;

namespace Switchyard.Hosting.Stores;

/// <summary>The account PostgreSQL runs as: it refuses to run as root, so root starts it as <c>postgres</c>.</summary>
internal static class PostgresAccount
{
    private const string Name = "postgres";

    /// <summary>Gets a value indicating whether another account than AppHost's own is used.</summary>
    public static bool IsOther => Environment.IsPrivilegedProcess;

    /// <summary>Puts what changes the account before a command. setpriv replaces itself by the command, so pid and signals are the server's.</summary>
    public static IReadOnlyList<string> Prefix(IReadOnlyList<string> command)
    {
        return IsOther
            ? [FindSetPriv(), $"--reuid={Name}", $"--regid={Name}", "--init-groups", "--", .. command]
            : command;
    }

    /// <summary>Throws when the account does not exist.</summary>
    public static void Check()
    {
        if (IsOther && !File.ReadLines("/etc/passwd").Any(line => line.StartsWith(Name + ":", StringComparison.Ordinal)))
        {
            throw new DistributedApplicationException("PostgreSQL does not run as root and there is no account 'postgres'. Install the package postgresql, or start Switchyard as another user.");
        }
    }

    /// <summary>Gives a folder or file to the account.</summary>
    public static async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (IsOther)
        {
            await CommandLine.RunAsync(["chown", $"{Name}:", path], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Says whether the account can write in a folder, which also needs a way through all folders above.</summary>
    public static async Task<bool> CanWriteAsync(string folder, CancellationToken cancellationToken)
    {
        var result = await CommandLine.RunAsync(Prefix(["/usr/bin/env", "test", "-w", folder]), cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0;
    }

    private static string FindSetPriv()
    {
        return Executables.Find("setpriv")
            ?? throw new DistributedApplicationException("setpriv is missing, which starts PostgreSQL as the user postgres. On Debian: apt-get install util-linux.");
    }
}
