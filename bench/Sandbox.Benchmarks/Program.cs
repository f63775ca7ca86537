using Switchyard.Sandbox.Benchmarks;

// usage: [TIMES]       runs each attack so often, 20 by default, and prints a table
var bench = new KillBench(args is [var times] ? int.Parse(times, System.Globalization.CultureInfo.InvariantCulture) : 20);
Console.WriteLine("| code | limit | named in the answer | ms over the limit, median | ms over the limit, most |");
Console.WriteLine("|---|---|---|---|---|");
foreach (var attack in Attack.All)
{
    Console.WriteLine(await bench.RunAsync(attack));
}
