using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Switchyard.Sandbox.Processes;

/// <summary>
/// The program by which the kernel refuses system calls that Python does not need and that lead around the limits (shared memory, files in memory) or
/// into corners of the kernel where escapes have been found. It is classic BPF: eight bytes an instruction, over the number and arguments of the call.
/// </summary>
internal static class SystemCallFilter
{
    private const uint Allow = 0x7FFF_0000;
    private const uint KillProcess = 0x8000_0000;
    private const uint Refuse = 0x0005_0000;
    private const uint NotPermitted = 1;
    private const uint NoSuchCall = 38;
    private const uint NoSuchFamily = 97;
    private const uint NewNamespaces = 0x7E02_0000;

    private const ushort Load = 0x20;
    private const ushort Return = 0x06;
    private const ushort JumpEqual = 0x15;
    private const ushort JumpAtLeast = 0x35;
    private const ushort JumpAnyBit = 0x45;

    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint FirstArgumentOffset = 16;

    // In the order of the names: shmget, shmat, shmctl, msgget, semget, mq_open, memfd_create, memfd_secret, ptrace, process_vm_readv, process_vm_writev,
    // kcmp, pidfd_getfd, add_key, request_key, keyctl, bpf, perf_event_open, userfaultfd, io_uring_setup, io_uring_enter, io_uring_register, unshare, setns,
    // mount, umount2, pivot_root, chroot, open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr, open_by_handle_at, name_to_handle_at,
    // fanotify_init, kexec_load, kexec_file_load, init_module, finit_module, delete_module, reboot, swapon, swapoff, acct, quotactl, personality, syslog,
    // sethostname, setdomainname, vhangup, clock_settime, settimeofday, adjtimex, clock_adjtime, sync and syncfs, which would hold up every disk of the host; x64
    // also: modify_ldt, iopl, ioperm, lookup_dcookie.
    private static readonly ushort[] s_x64 =
    [
        29, 30, 31, 68, 64, 240, 319, 447, 101, 310, 311, 312, 438, 248, 249, 250, 321, 298, 323, 425, 426, 427, 272, 308, 165, 166, 155, 161, 428, 429, 430,
        431, 432, 433, 442, 304, 303, 300, 246, 320, 175, 313, 176, 169, 167, 168, 163, 179, 135, 103, 170, 171, 153, 227, 164, 159, 305, 162, 306, 154, 172, 173, 212,
    ];

    private static readonly ushort[] s_arm64 =
    [
        194, 196, 195, 186, 190, 180, 279, 447, 117, 270, 271, 272, 438, 217, 218, 219, 280, 241, 282, 425, 426, 427, 97, 268, 40, 39, 41, 51, 428, 429, 430,
        431, 432, 433, 442, 265, 264, 262, 104, 294, 105, 273, 106, 142, 224, 225, 89, 60, 92, 116, 161, 162, 58, 112, 170, 171, 266, 81, 267,
    ];

    /// <summary>Returns the program, or null for a processor whose numbers are not known here.</summary>
    public static byte[]? For(Architecture architecture, bool allowNetwork) => architecture switch
    {
        Architecture.X64 => Build(0xC000_003E, s_x64, clone: 56, clone3: 435, socket: 41, allowNetwork),
        Architecture.Arm64 => Build(0xC000_00B7, s_arm64, clone: 220, clone3: 435, socket: 198, allowNetwork),
        _ => null,
    };

    private static byte[] Build(uint architecture, ushort[] refused, uint clone, uint clone3, uint socket, bool allowNetwork)
    {
        var program = new List<ulong>
        {
            Instruction(Load, ArchitectureOffset),
            Instruction(JumpEqual, architecture, ifTrue: 1),
            Instruction(Return, KillProcess),
            Instruction(Load, NumberOffset),
            // The other numbering of x64, by which every call would have a second name.
            Instruction(JumpAtLeast, 0x4000_0000, ifFalse: 1),
            Instruction(Return, KillProcess),
        };

        foreach (var number in refused)
        {
            program.AddRange([Instruction(JumpEqual, number, ifFalse: 1), Instruction(Return, Refuse | NotPermitted)]);
        }

        // Its arguments lie in memory, where a filter cannot see them; the C library falls back to clone.
        program.AddRange([Instruction(JumpEqual, clone3, ifFalse: 1), Instruction(Return, Refuse | NoSuchCall)]);
        program.AddRange([Instruction(JumpEqual, clone, ifFalse: 4), Instruction(Load, FirstArgumentOffset), Instruction(JumpAnyBit, NewNamespaces, ifFalse: 1), Instruction(Return, Refuse | NotPermitted), Instruction(Return, Allow)]);
        // Some families know no network namespaces and would reach the host: vsock, for one.
        // With the host's network its abstract Unix sockets would be in reach, behind which services wait that ask nobody who he is; without it there are none.
        uint[] families = allowNetwork ? [2, 10, 16] : [1];
        program.AddRange([Instruction(JumpEqual, socket, ifTrue: 1), Instruction(Return, Allow), Instruction(Load, FirstArgumentOffset)]);
        program.AddRange(families.SelectMany(static family => new[] { Instruction(JumpEqual, family, ifFalse: 1), Instruction(Return, Allow) }));
        program.Add(Instruction(Return, Refuse | NoSuchFamily));
        return ToBytes(program);
    }

    private static ulong Instruction(ushort code, uint operand, byte ifTrue = 0, byte ifFalse = 0) => code | ((ulong)ifTrue << 16) | ((ulong)ifFalse << 24) | ((ulong)operand << 32);

    private static byte[] ToBytes(List<ulong> program)
    {
        var bytes = new byte[program.Count * sizeof(ulong)];
        for (var i = 0; i < program.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), program[i]);
        }

        return bytes;
    }
}
