using System.Diagnostics;
using System.Globalization;

namespace Switchyard.Hosting.Processes;

/// <summary>Wraps a server that cannot watch a pipe in a small shell that does.</summary>
/// <remarks>
/// The shell starts the server, tells its pid in one line and waits for it. A second shell reads the standard input, which only
/// AppHost holds open: when AppHost ends, even by kill -9, the read ends, and the server gets its stop signal and later a kill.
/// A server whose AppHost died without a word gives the services, which notice it at the same moment, time to store what they have in hand.
/// The kernel's own parent-death signal would not do, because it follows the thread that started the process.
/// </remarks>
internal static class Guard
{
    /// <summary>The line that says before the end of the pipe that the stop is AppHost's wish.</summary>
    public const string StopLine = "stop";

    private const string PidPrefix = "switchyard-guard ";

    private const string Script = """
        signal=$1; tenths=$2; shift 2
        exec 3<&0
        "$@" 3<&- </dev/null &
        child=$!
        echo "switchyard-guard $child"
        (
          exec >/dev/null 2>&1
          asked=
          while read -r word <&3; do asked=$word; done
          [ -n "$asked" ] || sleep 2
          kill -s "$signal" "$child"
          while [ "$tenths" -gt 0 ] && kill -0 "$child"; do sleep 0.1; tenths=$((tenths - 1)); done
          kill -s KILL "$child"
        ) &
        watcher=$!
        exec 3<&-
        wait "$child"
        code=$?
        kill "$watcher" 2>/dev/null
        exit "$code"
        """;

    /// <summary>Makes <paramref name="start"/> run the guarded process.</summary>
    public static void Apply(ProcessStartInfo start, ChildProcessConfig config)
    {
        var signal = config.StopSignal == Signals.Interrupt ? "INT" : "TERM";
        var tenths = ((int)(config.StopTimeout.TotalSeconds * 10)).ToString(CultureInfo.InvariantCulture);
        foreach (var argument in (string[])["/bin/sh", "-c", Script, "switchyard-guard", signal, tenths, config.FileName, .. config.Arguments])
        {
            start.ArgumentList.Add(argument);
        }
    }

    /// <summary>Reads the pid out of the guard's own line.</summary>
    public static int? ReadPid(string line)
    {
        return line.StartsWith(PidPrefix, StringComparison.Ordinal) && int.TryParse(line.AsSpan(PidPrefix.Length), CultureInfo.InvariantCulture, out var pid)
            ? pid
            : null;
    }
}
