using Spectre.Console;
using Spectre.Console.Rendering;

namespace Switchyard.Cli.Tests.Approvals;

/// <summary>A terminal whose person presses the keys a test says.</summary>
internal sealed class KeyConsole : IAnsiConsole, IAnsiConsoleInput, IDisposable
{
    private readonly StringWriter _text = new();
    private readonly IAnsiConsole _console;
    private readonly Queue<ConsoleKeyInfo> _keys;

    public KeyConsole(params IEnumerable<ConsoleKeyInfo> keys)
    {
        _keys = new Queue<ConsoleKeyInfo>(keys);
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(_text) });
        _console.Profile.Width = 120;
    }

    public string Text => _text.ToString();

    public Profile Profile => _console.Profile;

    public IAnsiConsoleCursor Cursor => _console.Cursor;

    public IAnsiConsoleInput Input => this;

    public IExclusivityMode ExclusivityMode => _console.ExclusivityMode;

    public RenderPipeline Pipeline => _console.Pipeline;

    public static IEnumerable<ConsoleKeyInfo> Type(string text) => [.. text.Select(static letter => new ConsoleKeyInfo(letter, ConsoleKey.None, false, false, false)), Press(ConsoleKey.Enter)];

    public static ConsoleKeyInfo Press(ConsoleKey key) => new('\0', key, false, false, false);

    public void Dispose() => _text.Dispose();

    public void Clear(bool home) => _console.Clear(home);

    public void Write(IRenderable renderable) => _console.Write(renderable);

    public bool IsKeyAvailable() => _keys.Count > 0;

    public ConsoleKeyInfo? ReadKey(bool intercept) => _keys.Dequeue();

    public Task<ConsoleKeyInfo?> ReadKeyAsync(bool intercept, CancellationToken cancellationToken) => Task.FromResult(ReadKey(intercept));
}
