using System.CommandLine;
using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.CrashMatrix.Subjects;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Cli.Agents.CrashMatrix;

/// <summary><c>switchyard agents crash-matrix</c>: kills the hosts of runs at every boundary and looks what becomes of them.</summary>
internal static class CrashMatrixCommand
{
    public static Command Create()
    {
        var store = Text("--store", "Where the runs' journals are: file or postgres. file when left out.");
        var postgres = Text("--postgres", "A PostgreSQL in which a database may be made, as Npgsql reads it. When left out, one is started for the time of the command.");
        var kinds = Text("--kinds", $"The kinds of runs, with commas between them. All when left out: {string.Join(", ", CrashSubjects.Kinds)}.");
        var classes = Text("--classes", $"The classes of effects, with commas between them. All when left out: {string.Join(", ", EffectClassNames.All)}.");
        var boundaries = Text("--boundaries", $"Where to kill, before and after each, with commas between them. Everywhere when left out: {string.Join(", ", BoundaryNames.All)}.");
        var times = new Option<int>("--times") { Description = "How often to kill at each.", DefaultValueFactory = _ => 1 };
        var output = Text("--out", "A file that gets the tables as well.");
        var command = new Command(
            "crash-matrix",
            "Kills hosts of runs (SIGKILL) before and after each intent, effect, receipt, checkpoint and question, and has others go on. Exit code 1: an effect was repeated, a run lost, or a person not asked.")
        {
            store, postgres, kinds, classes, boundaries, times, output,
        };
        command.SetAction((parsed, cancellationToken) => CrashMatrixPrinter.RunAsync(
            new CrashMatrixArguments
            {
                Store = parsed.GetValue(store),
                Postgres = parsed.GetValue(postgres),
                Kinds = parsed.GetValue(kinds),
                Classes = parsed.GetValue(classes),
                Boundaries = parsed.GetValue(boundaries),
                Times = parsed.GetValue(times),
                Output = parsed.GetValue(output),
            },
            cancellationToken));
        return command;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
