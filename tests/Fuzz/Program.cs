using System.Globalization;
using System.Text;
using Scim.Fuzz.Engine;
using Scim.Fuzz.Targets;

// Usage: Fuzz TARGET|all COUNT SEED DIRECTORY, or Fuzz TARGET FILE to run one input again. Exit code 1: something failed; its input is in the directory.
_ = Coverage.Map;
var targets = FuzzTargets.All.Where(target => args[0] == "all" || target.Name == args[0]).ToList();
if (targets.Count == 0)
{
    await Console.Error.WriteLineAsync($"There is no target '{args[0]}'; there are: all {string.Join(' ', FuzzTargets.All.Select(target => target.Name))}");
    return 2;
}

if (args.Length == 2)
{
    Console.WriteLine(targets[0].Run(await File.ReadAllBytesAsync(args[1])));
    return 0;
}

var (count, seed, directory) = (long.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture), Directory.CreateDirectory(args[3]).FullName);
var failed = false;
foreach (var target in targets)
{
    using var last = new LastInput(Path.Combine(directory, $"{target.Name}.current"));
    var report = await Watchdog.Run(new FuzzRun(target, seed), count, last);
    Console.WriteLine(report);
    for (var i = 0; i < report.Failures.Count; i++)
    {
        var (input, what) = report.Failures[i];
        var file = Path.Combine(directory, $"{target.Name}.{i}.failure");
        await File.WriteAllBytesAsync(file, input);
        Console.WriteLine($"  FAILED: {what}\n    {file}: {Encoding.UTF8.GetString(input.AsSpan(0, Math.Min(input.Length, 300)))}");
        failed = true;
    }
}

return failed ? 1 : 0;
