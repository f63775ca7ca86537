using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Switchyard.Documents;

/// <summary>
/// Reads the text of documents from anywhere. A PDF may inflate to any size and loop for ever, and its reader takes no limit: each is read by a process of its own, with
/// a bound on its memory and its time, nothing of this process's environment, and no files. Thread-safe.
/// </summary>
/// <param name="limits">What one may take.</param>
public sealed class DocumentText(DocumentLimits limits) : IDisposable
{
    private readonly SemaphoreSlim _places = new(limits.MaxConcurrency);

    /// <summary>Gets the text of <paramref name="pdf"/>, with the number of each page of several before it.</summary>
    /// <exception cref="DocumentException">There is none, or it took too much.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the process has been ended.</exception>
    public async Task<string> ReadAsync(ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await RunAsync(pdf, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<string> RunAsync(ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limits.Timeout);
        using var reader = Start();
        try
        {
            var text = ReadOutputAsync(reader, timeout.Token);
            await FeedAsync(reader, pdf, timeout.Token).ConfigureAwait(false);
            await reader.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
            return reader.ExitCode == 0 ? await text.ConfigureAwait(false) : throw Explain(reader.ExitCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Explain((int)DocumentFailure.TooSlow);
        }
        finally
        {
            await EndAsync(reader).ConfigureAwait(false);
        }
    }

    private Process Start()
    {
        try
        {
            return Process.Start(Describe())!;
        }
        catch (Win32Exception)
        {
            // No runtime where this one's should lie, or no room for another process.
            throw new DocumentException(DocumentFailure.TooLarge, "cannot be read here: its reader cannot be started");
        }
    }

    private ProcessStartInfo Describe()
    {
        var start = new ProcessStartInfo(Runtime()) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (ReadOnlySpan<string>)["exec", Path.Combine(AppContext.BaseDirectory, "Switchyard.Documents.dll"), Text(limits.MaxCharacters), Text((long)limits.Timeout.TotalMilliseconds)])
        {
            start.ArgumentList.Add(argument);
        }

        // Keys of providers are in this process's environment, and are none of its business.
        start.Environment.Clear();
        start.Environment["DOTNET_GCHeapHardLimit"] = limits.MaxMemoryBytes.ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    // The runtime of this process lies in <root>/shared/Microsoft.NETCore.App/<version>.
    private static string Runtime() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private static async Task FeedAsync(Process reader, ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken)
    {
        try
        {
            await reader.StandardInput.BaseStream.WriteAsync(pdf, cancellationToken).ConfigureAwait(false);
            reader.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before it had read all; its exit code says why.
        }
    }

    private static async Task<string> ReadOutputAsync(Process reader, CancellationToken cancellationToken)
    {
        var errors = reader.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
        using var output = new MemoryStream();
        await reader.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
        await errors.ConfigureAwait(false);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static async Task EndAsync(Process reader)
    {
        if (!reader.HasExited)
        {
            reader.Kill();
            await reader.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private DocumentException Explain(int exitCode) => (DocumentFailure)exitCode switch
    {
        DocumentFailure.Encrypted => new(DocumentFailure.Encrypted, "is encrypted"),
        DocumentFailure.NoText => new(DocumentFailure.NoText, "holds no text, only images"),
        DocumentFailure.TooLarge => new(DocumentFailure.TooLarge, $"takes more than {limits.MaxMemoryBytes / (1024 * 1024)} MiB to read"),
        DocumentFailure.TooSlow => new(DocumentFailure.TooSlow, string.Create(CultureInfo.InvariantCulture, $"takes longer than {limits.Timeout.TotalSeconds:0.#} s to read")),

        // Also what no handler is asked about, such as a stack that overflows.
        _ => new(DocumentFailure.Damaged, "cannot be read"),
    };
}
