using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Switchyard.Router.Benchmarks.Load;

/// <summary>Linux' epoll for one thread. The runtime's own sockets hand every answer to another thread, which costs more than all the rest of a load generator, and its timers count in milliseconds.</summary>
internal sealed unsafe partial class Poller : IDisposable
{
    private const int ControlAdd = 1;
    private const uint EventIn = 1;
    private const int MaxEvents = 256;
    private const int SetTimerSlack = 29;

    // The structure is packed on x64 and nowhere else.
    private static readonly int s_eventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly int _epoll = CreateEpoll(0);
    private readonly byte[] _events = new byte[MaxEvents * s_eventSize];

    // Otherwise the kernel wakes this thread up to 50 µs late, to save energy.
    public Poller() => _ = ProcessControl(SetTimerSlack, 1, 0, 0, 0);

    /// <summary>Watches <paramref name="socket"/>; what it receives is announced under <paramref name="id"/>.</summary>
    public void Add(Socket socket, int id)
    {
        Span<byte> item = stackalloc byte[s_eventSize];
        BinaryPrimitives.WriteUInt32LittleEndian(item, EventIn);
        BinaryPrimitives.WriteInt32LittleEndian(item[(s_eventSize - 8)..], id);
        fixed (byte* pointer = item)
        {
            if (ControlEpoll(_epoll, ControlAdd, (int)socket.Handle, pointer) != 0)
            {
                throw new InvalidOperationException($"epoll_ctl failed with {Marshal.GetLastPInvokeError()}.");
            }
        }
    }

    /// <summary>Waits until something was received, at most so many nanoseconds, and says for how many ids.</summary>
    public int Wait(long nanoseconds)
    {
        var wait = stackalloc long[2];
        wait[0] = Math.Max(0, nanoseconds) / 1_000_000_000;
        wait[1] = Math.Max(0, nanoseconds) % 1_000_000_000;
        fixed (byte* pointer = _events)
        {
            // A signal ends the wait early, which harms nobody.
            return Math.Max(0, WaitEpoll(_epoll, pointer, MaxEvents, wait, null));
        }
    }

    /// <summary>Gets the id numbered <paramref name="index"/> of the last wait.</summary>
    public int Id(int index) => BinaryPrimitives.ReadInt32LittleEndian(_events.AsSpan((index * s_eventSize) + s_eventSize - 8));

    public void Dispose() => _ = Close(_epoll);

    [LibraryImport("libc", EntryPoint = "epoll_create1")]
    private static partial int CreateEpoll(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int ControlEpoll(int epoll, int operation, int descriptor, byte* item);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2")]
    private static partial int WaitEpoll(int epoll, byte* events, int maxEvents, long* wait, void* signals);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint first, nuint second, nuint third, nuint fourth);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
