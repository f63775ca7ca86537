using Switchyard.Hosting.Home;

namespace Aspire.Hosting.Testing;

/// <summary>Starts the composition of an AppHost from a test.</summary>
public static class DistributedApplicationTestingBuilder
{
    private const UnixFileMode Passable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Runs the program of an AppHost up to its <c>Build</c>.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, such as its <c>Program</c>.</typeparam>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The composition, on free ports and in a temporary folder.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        return CreateAsync<TEntryPoint>([], cancellationToken);
    }

    /// <summary>Runs the program of an AppHost up to its <c>Build</c>.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, such as its <c>Program</c>.</typeparam>
    /// <param name="args">The command line of the program; <c>--SWITCHYARD_HOME=folder</c> names the data folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The composition, on free ports.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        ArgumentNullException.ThrowIfNull(args);
        cancellationToken.ThrowIfCancellationRequested();
        var builder = CompositionCapture.Run(typeof(TEntryPoint).Assembly, args);
        builder.AnyPorts = true;
        string? temporaryHome = null;
        if (string.IsNullOrEmpty(builder.Configuration[HomeFolder.Variable]))
        {
            temporaryHome = Directory.CreateTempSubdirectory("switchyard-").FullName;

            // A temporary folder is its owner's alone; the account of PostgreSQL must find its way through.
            File.SetUnixFileMode(temporaryHome, Passable);
            builder.Configuration[HomeFolder.Variable] = temporaryHome;
        }

        return Task.FromResult<IDistributedApplicationTestingBuilder>(new TestingBuilder(builder, temporaryHome));
    }
}
