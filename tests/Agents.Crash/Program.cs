using System.Globalization;
using Switchyard.Agents.Crash;
using Switchyard.Agents.Graphs.Effects;

// folder, run, class of the effects, number of the boundary at which the process is killed (0 for never)
var work = new CrashingWork(args[0], Guid.Parse(args[1]), Enum.Parse<EffectClass>(args[2]), new Boundary(int.Parse(args[3], CultureInfo.InvariantCulture)));
var result = await work.RunAsync();
Console.WriteLine($"{result.Status}: {string.Join(", ", result.State.Results)}");
