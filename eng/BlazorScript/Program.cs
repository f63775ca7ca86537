using Switchyard.BlazorScript;

if (args is not [var assembly, var resource, var output])
{
    await Console.Error.WriteLineAsync("Usage: BlazorScript <assembly> <resource> <output file>.");
    return 2;
}

if (!EmbeddedResource.TryRead(assembly, resource, out var content))
{
    await Console.Error.WriteLineAsync($"'{assembly}' has no embedded resource '{resource}'. Check the package version in Web.csproj.");
    return 1;
}

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
await File.WriteAllBytesAsync(output, content);
return 0;
