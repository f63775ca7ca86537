using Switchyard.Agents.CrashMatrix.Hosts;

await CrashHost.RunAsync(Console.In, Console.Out);
