namespace Switchyard.Sandbox.Benchmarks;

/// <summary>Code that uses more than there is.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Code">The code.</param>
/// <param name="Limit">The limit it comes to.</param>
internal sealed record Attack(string Name, string Code, CodeLimit Limit)
{
    public static IReadOnlyList<Attack> All { get; } =
    [
        new("busy loop", "while True: pass", CodeLimit.Time),
        new("one long calculation", "10 ** 10 ** 9", CodeLimit.Time),
        new("sleep", "import time\ntime.sleep(1000)", CodeLimit.Time),
        new("signals ignored", "import signal, time\nfor s in range(1, 65):\n    try: signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError): pass\nwhile True: time.sleep(1000)", CodeLimit.Time),
        new("fork bomb", "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", CodeLimit.Time),
        new("grandchildren left", "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        while True: time.sleep(1000)\n    os._exit(0)\nwhile True: time.sleep(1000)", CodeLimit.Time),
        new("processor time", "import time\nwhile True: pass", CodeLimit.ProcessorTime),
        new("endless output", "while True: print('a' * 1000)", CodeLimit.Output),
        new("100 GB of memory", "bytearray(10 ** 11)", CodeLimit.Memory),
        new("10 GB file", "with open('x', 'wb') as f:\n    while True: f.write(bytes(10 ** 6))", CodeLimit.Scratch),
    ];
}
