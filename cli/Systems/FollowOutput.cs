using System.Text;

namespace Switchyard.Cli.Systems;

/// <summary>What is printed of something that is followed: its words to the output, all else to the side, so that an answer can be piped on.</summary>
internal sealed class FollowOutput
{
    private readonly StringBuilder _said = new();
    private string? _interruption;

    /// <summary>Gets whether words came since the last remark.</summary>
    public bool HasSaid => _said.Length > 0;

    /// <summary>Follows until the end, or until Ctrl-C, which ends the following only.</summary>
    /// <param name="kind">What is followed, as its command is called: <c>run</c> or <c>job</c>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="follow">Follows it and gives the exit code.</param>
    public static async Task<int> FollowAsync(string kind, string id, Func<FollowOutput, CancellationToken, Task<int>> follow)
    {
        using var interrupts = new Interrupts();
        var token = interrupts.BeginAnswer();
        var output = new FollowOutput();
        try
        {
            return await follow(output, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            await output.SayAsync($"No longer followed; the {kind} goes on. ./switchyard {kind}s follow {id} follows it again, and ./switchyard {kind}s cancel {id} ends it.");
            return ExitCodes.Interrupted;
        }
    }

    /// <summary>Says once why nothing comes; <see langword="null"/> when there is a connection again.</summary>
    public void Interrupt(string? problem)
    {
        if (problem is not null && problem != _interruption)
        {
            Console.Error.WriteLine($"({problem} Trying again.)");
        }

        _interruption = problem;
    }

    /// <summary>Gets whether the words since the last remark are these.</summary>
    public bool HasJustSaid(string words) => _said.Equals(words.AsSpan());

    /// <summary>Writes words.</summary>
    public async Task WriteAsync(string? words, CancellationToken cancellationToken)
    {
        await Console.Out.WriteAsync(words.AsMemory(), cancellationToken);
        await Console.Out.FlushAsync(cancellationToken);
        _said.Append(words);
    }

    /// <summary>Writes a remark, in a line of its own.</summary>
    public async Task SayAsync(string remark)
    {
        await EndLineAsync();
        await Console.Error.WriteLineAsync(remark);
    }

    /// <summary>Ends the line of the words.</summary>
    public async Task EndLineAsync()
    {
        if (HasSaid && _said[^1] != '\n')
        {
            await Console.Out.WriteLineAsync();
        }

        _said.Clear();
    }
}
